(* Claim single-switch, ex ante: no policy of perfect recall, random or not, is worth more than the plan A^(T-m) B^m A^D.

   A policy says with what chance to play A in the next conflict, given all that the unmodified self has seen and done: of
   each episode whether it was an agreement or a conflict, and its act there. Its value is defined by direct recursion
   (policy_value). A plan is a policy that recalls nothing but the date (plan_as_policy), of the same value
   (plan_is_policy); no policy is worth more than a subgame-perfect plan (policies_are_no_better), so that the plan of
   the theorem single_switch is best among all (single_switch_among_policies).

   Not proved: that the definitions are what the Python library computes, which is tested. *)

From Coq Require Import Reals List Lra Lia.
From toymodels Require Import episode_game deviations single_switch.
Import ListNotations.
Local Open Scope R_scope.

(* What the unmodified self remembers of an episode. *)
Inductive event := Agreed | Did (a : act).

(* The chance of A in a conflict after a history, the latest event last. *)
Definition policy := list event -> R.

Definition is_policy (sigma : policy) : Prop := forall history, is_chance (sigma history).

(* What a policy is from the next episode on. *)
Definition after (e : event) (sigma : policy) : policy := fun history => sigma (e :: history).

(* The value of a policy over so many episodes, for a self that may already be modified. *)
Fixpoint policy_value (G : game) (left episodes : nat) (s : self) (sigma : policy) : R :=
  match episodes with
  | O => 0
  | S n =>
      let next := fun e s' => policy_value G (pred left) n s' (after e sigma) in
      agreement G left * (1 + discount G * next Agreed s)
      + (1 - agreement G left)
        * (sigma [] * in_conflict G left (next (Did A)) s A + (1 - sigma []) * in_conflict G left (next (Did B)) s B)
  end.

Definition chance_of_A (a : act) : R := match a with A => 1 | B => 0 end.

Definition plan_as_policy (plan : list act) : policy := fun history => chance_of_A (nth (length history) plan A).

(* The value of a policy hangs on nothing but what it says. *)
Lemma policy_value_ext (G : game) : forall n left s sigma rho, (forall history, sigma history = rho history) ->
  policy_value G left n s sigma = policy_value G left n s rho.
Proof.
  induction n as [| n IH]; intros left s sigma rho same; [reflexivity |]. simpl.
  assert (later : forall e s', policy_value G (pred left) n s' (after e sigma) = policy_value G (pred left) n s' (after e rho))
    by (intros; apply IH; intros; apply same).
  unfold in_conflict. rewrite same, !later. reflexivity.
Qed.

Theorem plan_is_policy (G : game) : forall plan left s,
  policy_value G left (length plan) s (plan_as_policy plan) = value G left s plan.
Proof.
  induction plan as [| a rest IH]; intros left s; [reflexivity |]. simpl.
  assert (later : forall e s', policy_value G (pred left) (length rest) s' (after e (plan_as_policy (a :: rest)))
                               = value G (pred left) s' rest).
  { intros e s'. rewrite <- IH. apply policy_value_ext. reflexivity. }
  unfold in_conflict. rewrite !later. change (plan_as_policy (a :: rest) []) with (chance_of_A a).
  destruct a; unfold chance_of_A; ring.
Qed.

Lemma modified_policy_value (G : game) : forall plan left sigma,
  policy_value G left (length plan) Base sigma = value G left Base plan.
Proof.
  induction plan as [| a rest IH]; intros left sigma; [reflexivity |]. simpl.
  unfold in_conflict. rewrite !IH. simpl. ring.
Qed.

Theorem policies_are_no_better (G : game) : is_game G -> forall plan left sigma,
  subgame_perfect G left plan -> is_policy sigma ->
  policy_value G left (length plan) Mesa sigma <= value G left Mesa plan.
Proof.
  intros valid. induction plan as [| a rest IH]; intros left sigma perfect proper; [simpl; lra |].
  destruct perfect as [later now]. simpl.
  assert (less : forall e, policy_value G (pred left) (length rest) Mesa (after e sigma) <= value G (pred left) Mesa rest).
  { intros e. apply IH; [exact later |]. intros history. apply proper. }
  assert (acts : forall b,
    in_conflict G left (fun s => policy_value G (pred left) (length rest) s (after (Did b) sigma)) Mesa b
    <= in_conflict G left (fun s => value G (pred left) s rest) Mesa a).
  { intros b. apply Rle_trans with (in_conflict G left (fun s => value G (pred left) s rest) Mesa b); [| apply now].
    apply in_conflict_monotone; [exact valid | apply modified_policy_value | apply less]. }
  assert (chance : is_chance (sigma [])) by apply proper. destruct chance as [low high].
  destruct (chances G left valid) as [[c0 c1] _].
  assert (g : 0 <= discount G) by apply valid.
  assert (agreed := Rmult_le_compat_l _ _ _ g (less Agreed)).
  assert (first := Rmult_le_compat_l _ _ _ low (acts A)).
  assert (rest_of_chance : 0 <= 1 - sigma []) by lra.
  assert (second := Rmult_le_compat_l _ _ _ rest_of_chance (acts B)).
  apply Rplus_le_compat; apply Rmult_le_compat_l; lra.
Qed.

Theorem single_switch_among_policies : forall (G : game) (D T : nat) (sigma : policy), is_game G -> is_policy sigma ->
  policy_value G T (T + D) Mesa sigma <= value G T Mesa (deceiver G D T).
Proof.
  intros G D T sigma valid proper. rewrite <- (deceiver_length G D T).
  apply policies_are_no_better; [exact valid | apply single_switch; exact valid | exact proper].
Qed.
