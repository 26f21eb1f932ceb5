(* Claim overlap-cancels: what B pays in a conflict has no say in which plans are best, as long as it pays less than A.

   For every plan and self the value is w S + (1 - w) V_0, with S = 1 + g + ... + g^(n-1) over all n episodes and V_0 the
   value at w = 0 (overlap_is_affine, for every w). So for w < 1 the whole sets of subgame-perfect and of optimal plans
   are those at w = 0, and for any two overlaps below 1 the same (overlap_cancels). For w >= 1 there is, whatever the
   horizons, a subgame-perfect plan that ends with B, which is not one at w = 0 (overlap_must_be_below_one); and at
   w = 1 every plan is optimal (overlap_at_one).

   Not proved: that the definitions are what the Python library computes, which is tested. *)

From Coq Require Import Reals List Lra Lia.
From toymodels Require Import episode_game deviations counting.
Import ListNotations.
Local Open Scope R_scope.

Definition with_overlap (w : R) (G : game) : game :=
  Game (modification G) w (discount G) (training_agreement G) (deployment_agreement G) (monitoring G).

Theorem overlap_is_affine (G : game) : forall (plan : list act) (left : nat) (s : self),
  value G left s plan
  = overlap G * power_sum (discount G) 0 (length plan) + (1 - overlap G) * value (with_overlap 0 G) left s plan.
Proof.
  induction plan as [| a rest IH]; intros left s; simpl length; [simpl; ring |].
  rewrite power_sum_first. simpl. unfold in_conflict. cbv beta.
  rewrite (IH (pred left) s), (IH (pred left) Base).
  replace (agreement (with_overlap 0 G) left) with (agreement G left) by (destruct left; reflexivity).
  replace (hazard (with_overlap 0 G) left) with (hazard G left) by reflexivity.
  destruct s, a; simpl; ring.
Qed.

Lemma conflict_is_affine (G : game) (left : nat) (a : act) (rest : list act) :
  in_conflict G left (fun s => value G (pred left) s rest) Mesa a
  = overlap G * (1 + discount G * power_sum (discount G) 0 (length rest))
    + (1 - overlap G)
      * in_conflict (with_overlap 0 G) left (fun s => value (with_overlap 0 G) (pred left) s rest) Mesa a.
Proof.
  unfold in_conflict. rewrite (overlap_is_affine G rest (pred left) Base), (overlap_is_affine G rest (pred left) Mesa).
  replace (hazard (with_overlap 0 G) left) with (hazard G left) by reflexivity.
  destruct a; simpl; ring.
Qed.

Lemma perfect_at_zero (G : game) : overlap G < 1 -> forall plan left,
  subgame_perfect G left plan <-> subgame_perfect (with_overlap 0 G) left plan.
Proof.
  intros less. induction plan as [| a rest IH]; intros left; [reflexivity |].
  simpl. rewrite IH. unfold no_act_gains. cbv beta zeta.
  split; intros [perfect best]; (split; [exact perfect |]); intros other; specialize (best other).
  - rewrite (conflict_is_affine G left a), (conflict_is_affine G left other) in best.
    apply (Rmult_le_reg_l (1 - overlap G)); lra.
  - rewrite (conflict_is_affine G left a), (conflict_is_affine G left other).
    apply Rplus_le_compat_l, Rmult_le_compat_l; lra.
Qed.

Lemma optimal_at_zero (G : game) : overlap G < 1 -> forall plan left,
  optimal G left plan <-> optimal (with_overlap 0 G) left plan.
Proof.
  intros less plan left. unfold optimal.
  split; intros best other same; specialize (best other same).
  - rewrite (overlap_is_affine G plan), (overlap_is_affine G other), same in best.
    apply (Rmult_le_reg_l (1 - overlap G)); lra.
  - rewrite (overlap_is_affine G plan), (overlap_is_affine G other), same. apply Rplus_le_compat_l, Rmult_le_compat_l; lra.
Qed.

Theorem overlap_cancels : forall (G : game) (v : R), overlap G < 1 -> v < 1 -> forall (T : nat) (plan : list act),
  (subgame_perfect G T plan <-> subgame_perfect (with_overlap v G) T plan) /\
  (optimal G T plan <-> optimal (with_overlap v G) T plan).
Proof.
  intros G v less less' T plan.
  rewrite (perfect_at_zero G), (perfect_at_zero (with_overlap v G)) by assumption.
  rewrite (optimal_at_zero G), (optimal_at_zero (with_overlap v G)) by assumption.
  split; reflexivity.
Qed.

Theorem overlap_at_one : forall (G : game) (T : nat) (plan : list act), overlap G = 1 -> optimal G T plan.
Proof.
  intros G T plan same other long. rewrite (overlap_is_affine G other), (overlap_is_affine G plan), long, same. lra.
Qed.

Lemma last_act (G : game) (left : nat) (a : act) :
  subgame_perfect G left [a] <-> match a with A => overlap G <= 1 | B => 1 <= overlap G end.
Proof.
  simpl. unfold no_act_gains, in_conflict. simpl. split.
  - intros [_ best]. destruct a; [specialize (best B) | specialize (best A)]; simpl in best; lra.
  - intros pays. split; [exact I |]. intros []; destruct a; simpl; lra.
Qed.

Theorem overlap_must_be_below_one : forall (G : game) (T D : nat), overlap G >= 1 -> (1 <= T + D)%nat ->
  exists plan, length plan = (T + D)%nat /\ subgame_perfect G T plan /\ ~ subgame_perfect (with_overlap 0 G) T plan.
Proof.
  intros G T D more some.
  destruct (perfect_prefix G [B] (pred (T + D)) T) as [before [long lead]]; [apply last_act; lra |].
  exists (before ++ [B]). split; [rewrite joined_length, long; simpl; lia |]. split; [exact lead |].
  intros perfect. apply perfect_suffix in perfect. apply last_act in perfect. simpl in perfect. lra.
Qed.
