(* Claim monitoring-never-deters: A is best in every deployment conflict, however much deployment is monitored.

   Whatever the constant chance of modification in deployment, A^D is subgame-perfect there (monitoring_never_deters), and
   the only such plan unless q = g = 1 without agreements in deployment, where one A is all that can be had and the
   subgame-perfect plans are all those that end with A (monitoring_ties). Monitoring lowers u_0 and m, if anything:
   monotone_deception.v.

   Not proved: that the definitions are what the Python library computes, which is tested. *)

From Coq Require Import Reals List Lra Lia.
From toymodels Require Import episode_game deviations counting single_switch.
Import ListNotations.
Local Open Scope R_scope.

Theorem monitoring_never_deters : forall (G : game) (D : nat), is_game G ->
  subgame_perfect G 0 (repeat A D) /\ optimal G 0 (repeat A D).
Proof.
  intros G D valid. destruct (deployed G valid D) as [perfect _].
  split; [exact perfect | apply one_shot_deviation; assumption].
Qed.

Theorem monitoring_ties : forall (G : game) (D : nat) (plan : list act), is_game G -> length plan = S D ->
  (escapes (monitoring G) (discount G) (deployment_agreement G) ->
     subgame_perfect G 0 plan <-> plan = repeat A (S D)) /\
  (~ escapes (monitoring G) (discount G) (deployment_agreement G) ->
     subgame_perfect G 0 plan <-> exists first, plan = first ++ [A]).
Proof.
  intros G D plan valid long. split.
  - intros open. split; [| intros ->; apply deployed, valid].
    apply strictly_perfect_is_only; [exact valid | apply deployed_strictly; assumption |].
    rewrite repeat_length. exact long.
  - intros closed.
    assert (q : monitoring G = 1).
    { destruct valid as [_ [_ [_ [_ [_ [? ?]]]]]]. apply Rle_antisym; [assumption |]. apply Rnot_lt_le.
      intros less. apply closed. left. exact less. }
    assert (g : discount G = 1).
    { destruct valid as [_ [_ [[? ?] _]]]. apply Rle_antisym; [assumption |]. apply Rnot_lt_le.
      intros less. apply closed. right. left. exact less. }
    assert (alpha : deployment_agreement G = 0).
    { destruct valid as [_ [_ [_ [_ [[? ?] _]]]]]. apply Rle_antisym; [| assumption]. apply Rnot_lt_le.
      intros more. apply closed. right. right. exact more. }
    clear closed. revert plan long. induction D as [| D IH]; intros [| a rest] long; try discriminate; injection long as long.
    + destruct rest; [| discriminate]. rewrite (perfect_cons G 0 a [] valid). simpl. split.
      * intros [_ now]. exists []. destruct a; [reflexivity | exfalso; lra].
      * intros [[| b first] equal]; [injection equal as ->; split; [exact I | lra] |].
        injection equal as _ equal. destruct first; discriminate.
    + rewrite (perfect_cons G 0 a rest valid). simpl pred.
      assert (stakes : subgame_perfect G 0 rest -> hazard G 0 A * discount G * stake G 0 rest = 1).
      { intros perfect. rewrite (same_stake G 0 (repeat A (S D)) rest valid); [| apply deployed, valid | exact perfect |].
        - simpl. unfold hazard, agreement. rewrite q, g, alpha. ring.
        - rewrite repeat_length. exact long. }
      split.
      * intros [perfect _]. apply (IH rest long) in perfect. destruct perfect as [first ->]. exists (a :: first). reflexivity.
      * intros [[| b first] equal]; [injection equal as _ equal; subst; discriminate |]. injection equal as -> ->.
        assert (perfect : subgame_perfect G 0 (first ++ [A])) by (apply (IH _ long); exists first; reflexivity).
        split; [exact perfect |]. rewrite (stakes perfect). destruct b; lra.
Qed.
