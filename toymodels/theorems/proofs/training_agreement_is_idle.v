(* Claim training-agreement-is-idle: agreements in training leave the sets of best plans as they are.

   For all episode games the subgame-perfect plans are those of any other chance of agreement in training, unless
   p = g = 1 and u_0 < 1, where without agreements in training its last A is all that can be had there (lone_defection in
   single_switch_ties.v) (training_agreement_is_idle).

   Not proved: that the definitions are what the Python library computes, which is tested. *)

From Coq Require Import Reals List Lra Lia.
From toymodels Require Import episode_game deviations counting single_switch single_switch_ties.
Import ListNotations.
Local Open Scope R_scope.

Definition with_training_agreement (t : R) (G : game) : game :=
  Game (modification G) (overlap G) (discount G) t (deployment_agreement G) (monitoring G).

(* Both games say the same of what A and B are worth, if not by how much. *)
Lemma same_pressure (G : game) (t : R) (D n : nat) : is_game G -> is_chance t ->
  modification G < 1 \/ discount G < 1 \/ 1 <= worth_of_deployment G D ->
  pressure G D n = pressure (with_training_agreement t G) D n \/
  pressure G D n < 1 /\ pressure (with_training_agreement t G) D n < 1.
Proof.
  intros valid chance open. set (G' := with_training_agreement t G).
  assert (valid' : is_game G') by (unfold is_game in *; simpl; tauto).
  assert (same : forall T, deceptive_episodes G' D T = deceptive_episodes G D T).
  { induction T as [| T IH]; [reflexivity |]. simpl. rewrite IH. reflexivity. }
  destruct (Nat.eq_dec (deceptive_episodes G D n) n) as [full | short].
  - left. rewrite (pressure_deceiving G D n valid full), (pressure_deceiving G' D n valid'); [reflexivity |].
    rewrite same. exact full.
  - right. assert (bound := count_bound G D n).
    assert (escape : modification G < 1 \/ discount G < 1).
    { destruct open as [? | [? | rich]]; [left; assumption | right; assumption |].
      destruct (Rlt_le_dec (modification G) 1) as [? | p]; [left; assumption |].
      destruct (Rlt_le_dec (discount G) 1) as [? | g]; [right; assumption | exfalso].
      apply short, count_full; [exact valid |].
      assert (p1 : modification G = 1) by (destruct valid as [[? ?] _]; lra).
      assert (g1 : discount G = 1) by (destruct valid as [_ [_ [[? ?] _]]]; lra).
      unfold threat. rewrite p1, g1, pow1. lra. }
    split; apply pressure_defecting; try assumption; try (rewrite ?same; lia);
      (destruct escape; [left; assumption | right; left; assumption]).
Qed.

Theorem training_agreement_is_idle : forall (G : game) (t : R) (D T : nat), is_game G -> is_chance t ->
  modification G < 1 \/ discount G < 1 \/ 1 <= worth_of_deployment G D ->
  forall plan, length plan = (T + D)%nat ->
  (subgame_perfect G T plan <-> subgame_perfect (with_training_agreement t G) T plan).
Proof.
  intros G t D T valid chance open. set (G' := with_training_agreement t G).
  assert (valid' : is_game G') by (unfold is_game in *; simpl; tauto).
  assert (deployment : forall plan, (subgame_perfect G 0 plan <-> subgame_perfect G' 0 plan) /\
    forall s, value G 0 s plan = value G' 0 s plan).
  { induction plan as [| a rest [perfect values]]; [split; reflexivity |]. split.
    - simpl. rewrite perfect. unfold no_act_gains, in_conflict. cbv beta zeta. rewrite !values. reflexivity.
    - intros s. simpl. unfold in_conflict. rewrite !values. reflexivity. }
  induction T as [| n IH]; intros plan long; [apply deployment |].
  destruct plan as [| a rest]; [discriminate |]. injection long as long.
  rewrite (perfect_step G D n a rest valid long), (perfect_step G' D n a rest valid' long), (IH rest long).
  destruct (same_pressure G t D n valid chance open) as [-> | [low low']]; [reflexivity |]. fold G' in low'.
  split; intros [perfect now]; (split; [exact perfect |]); destruct a; lra.
Qed.
