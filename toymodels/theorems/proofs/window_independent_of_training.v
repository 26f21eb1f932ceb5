(* Claim window-independent-of-training: how many episodes of deception there are does not hang on the length of training.

   For all episode games, except p = g = 1 without agreements in training and u_0 < 1, B is best, ties counted, in the
   j-th training episode back from deployment iff j <= m (deceptive_episodes_are), and m = min(T, m of any longer training)
   (window_independent_of_training). Without that exception the former fails: lone_defection in single_switch_ties.v.

   Not proved: that the definitions are what the Python library computes, which is tested. *)

From Coq Require Import Reals List Lra Lia.
From toymodels Require Import episode_game deviations counting single_switch single_switch_ties.
Import ListNotations.
Local Open Scope R_scope.

(* B pays in the training episode that j others follow iff the threat of the one before reaches 1. *)
Lemma pressure_at_least_one (G : game) (D j : nat) : is_game G ->
  escapes (modification G) (discount G) (training_agreement G) \/ 1 <= worth_of_deployment G D ->
  1 <= pressure G D j <-> 1 <= threat G D (S j).
Proof.
  intros valid open. split.
  - intros high. destruct (Nat.eq_dec (deceptive_episodes G D j) j) as [full | short].
    + rewrite (pressure_deceiving G D j valid full) in high. exact high.
    + assert (bound := count_bound G D j). apply Rnot_lt_le. intros low. destruct open as [open | rich].
      * assert (pressure G D j < 1); [| lra]. apply pressure_defecting; [exact valid | exact open | lia].
      * destruct (Rlt_le_dec (discount G) 1) as [impatient | patient].
        { assert (pressure G D j < 1); [| lra].
          apply pressure_defecting; [exact valid | right; left; exact impatient | lia]. }
        destruct (Rlt_le_dec (modification G) 1) as [alive | certain].
        { assert (pressure G D j < 1); [| lra]. apply pressure_defecting; [exact valid | left; exact alive | lia]. }
        assert (g : discount G = 1) by (destruct valid as [_ [_ [[? ?] _]]]; lra).
        assert (p : modification G = 1) by (destruct valid as [[? ?] _]; lra).
        unfold threat in low. rewrite g, p, pow1 in low. lra.
  - intros high. rewrite pressure_deceiving; [exact high | exact valid |].
    apply count_full; [exact valid |].
    apply Rle_trans with (threat G D (S j)); [exact high | apply threat_falls; [exact valid | lia]].
Qed.

(* B is in the j-th training episode back from deployment of some subgame-perfect plan. *)
Definition serves (G : game) (D T j : nat) : Prop :=
  exists before after, length before = (T - j)%nat /\ length after = (pred j + D)%nat /\
    subgame_perfect G T (before ++ B :: after).

Lemma serves_iff (G : game) (D T j : nat) : is_game G -> (S j <= T)%nat -> serves G D T (S j) <-> 1 <= pressure G D j.
Proof.
  intros valid range. unfold serves. simpl pred. split.
  - intros [before [after [long [long' perfect]]]]. apply perfect_suffix in perfect. rewrite long in perfect.
    replace (T - (T - S j))%nat with (S j) in perfect by lia.
    apply (perfect_step G D j B after valid long') in perfect. apply perfect.
  - intros high.
    assert (here : subgame_perfect G (S j) (B :: deceiver G D j)).
    { apply (perfect_step G D j B); [exact valid | apply deceiver_length |].
      split; [apply single_switch, valid | exact high]. }
    replace (S j) with (T - (T - S j))%nat in here by lia.
    destruct (perfect_prefix G (B :: deceiver G D j) (T - S j) T here) as [before [long lead]].
    exists before, (deceiver G D j). split; [exact long | split; [apply deceiver_length | exact lead]].
Qed.

Theorem deceptive_episodes_are : forall (G : game) (D T j : nat), is_game G ->
  escapes (modification G) (discount G) (training_agreement G) \/ 1 <= worth_of_deployment G D -> (1 <= j <= T)%nat ->
  serves G D T j <-> (j <= deceptive_episodes G D T)%nat.
Proof.
  intros G D T [| j] valid open range; [lia |]. rewrite (serves_iff G D T j valid) by lia.
  rewrite (count_iff G D T (S j) valid range). apply pressure_at_least_one; assumption.
Qed.

Theorem window_independent_of_training : forall (G : game) (D T more : nat), is_game G ->
  deceptive_episodes G D T = Nat.min T (deceptive_episodes G D (T + more)).
Proof. exact count_is_minimum. Qed.
