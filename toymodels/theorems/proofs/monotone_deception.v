(* Claims monotone-in-deployment, -modification, -discount and -training: what makes deception pay more makes more of it.

   With longer deployment, greater p, greater g, less monitoring or longer training, B is best, ties counted, in every
   training episode, counted back from deployment, in which it was best before, and m is no smaller. This holds without
   exception, at p = g = 1 too, where agreement in training must not grow (monotone_deception); of m it holds whatever
   that agreement is (monotone_window).

   Not proved: that the definitions are what the Python library computes, which is tested. *)

From Coq Require Import Reals List Lra Lia.
From toymodels Require Import episode_game deviations counting single_switch single_switch_ties.
From toymodels Require Import bounded_window window_independent_of_training.
Import ListNotations.
Local Open Scope R_scope.

Lemma power_sum_longer (x : R) (n m : nat) : 0 <= x -> (n <= m)%nat -> power_sum x 0 n <= power_sum x 0 m.
Proof.
  intros pos. revert m. induction n as [| n IH]; intros m le; [apply power_sum_nonneg; exact pos |].
  destruct m as [| m]; [lia |]. rewrite !power_sum_first.
  apply Rplus_le_compat_l, Rmult_le_compat_l; [exact pos | apply IH; lia].
Qed.

(* The second game has no less p and g, no more monitoring and no shorter deployment. *)
Definition no_less_threatening (G G' : game) (D D' : nat) : Prop :=
  modification G <= modification G' /\ discount G <= discount G' /\ monitoring G' <= monitoring G /\
  deployment_agreement G' = deployment_agreement G /\ (D <= D')%nat.

Lemma worth_grows (G G' : game) (D D' : nat) : is_game G -> is_game G' -> no_less_threatening G G' D D' ->
  worth_of_deployment G D <= worth_of_deployment G' D'.
Proof.
  intros valid valid' [_ [patience [looser [same longer]]]].
  destruct valid as [_ [_ [g [_ [alpha q]]]]]. destruct valid' as [_ [_ [g' [_ [alpha' q']]]]].
  unfold worth_of_deployment. rewrite same in *.
  assert (r := lasting_chance _ _ _ q g alpha). assert (r' := lasting_chance _ _ _ q' g' alpha).
  set (x := discount G * (1 - monitoring G * (1 - deployment_agreement G))) in *.
  set (y := discount G' * (1 - monitoring G' * (1 - deployment_agreement G))) in *.
  destruct g, g', q, q', alpha, r, r'.
  assert (monitoring G' * (1 - deployment_agreement G) <= monitoring G * (1 - deployment_agreement G))
    by (apply Rmult_le_compat_r; lra).
  assert (monitoring G * (1 - deployment_agreement G) <= 1 * 1) by (apply Rmult_le_compat; lra).
  assert (less : x <= y) by (unfold x, y; apply Rmult_le_compat; lra).
  apply Rmult_le_compat_l; [lra |]. apply Rle_trans with (power_sum y 0 D).
  - apply power_sum_grows. lra.
  - apply power_sum_longer; [lra | exact longer].
Qed.

Lemma threat_grows (G G' : game) (D D' j : nat) : is_game G -> is_game G' -> no_less_threatening G G' D D' ->
  threat G D j <= threat G' D' j.
Proof.
  intros valid valid' more. assert (worth := worth_grows G G' D D' valid valid' more).
  assert (positive := worth_nonneg G D valid).
  destruct valid as [[p0 _] [_ [[g0 _] _]]]. destruct more as [chance [patience _]]. unfold threat.
  assert (powers : discount G ^ j <= discount G' ^ j) by (apply pow_incr; lra).
  assert (0 <= discount G ^ j) by (apply pow_le; exact g0).
  apply Rmult_le_compat; [apply Rmult_le_pos; assumption | exact positive | | exact worth].
  apply Rmult_le_compat; assumption.
Qed.

Theorem monotone_window : forall (G G' : game) (D D' T T' : nat), is_game G -> is_game G' ->
  no_less_threatening G G' D D' -> (T <= T')%nat -> (deceptive_episodes G D T <= deceptive_episodes G' D' T')%nat.
Proof.
  intros G G' D D' T T' valid valid' more longer. assert (bound := count_bound G D T).
  destruct (deceptive_episodes G D T) as [| m] eqn:count; [lia |].
  apply (count_iff G' D' T' (S m) valid'); [lia |].
  apply Rle_trans with (threat G D (S m)); [| apply threat_grows; assumption].
  apply (count_iff G D T (S m) valid); lia.
Qed.

(* Where one A is all that can be had in training, B is best, tied, in all of its episodes but the last at least. *)
Lemma lone_pressure (G : game) (D k : nat) : is_game G ->
  modification G = 1 -> discount G = 1 -> training_agreement G = 0 -> 1 <= pressure G D (S k).
Proof.
  intros valid p g tau. destruct (deceiver_next G D k valid) as [deceive defect].
  destruct (Rle_lt_dec 1 (threat G D (S k))) as [high | low].
  - rewrite pressure_deceiving; [| exact valid | apply count_full; assumption].
    unfold threat in *. rewrite g, pow1 in *. exact high.
  - unfold pressure. rewrite (defect low). simpl. unfold hazard, agreement. rewrite p, g, tau. lra.
Qed.

Theorem monotone_deception : forall (G G' : game) (D D' T T' j : nat), is_game G -> is_game G' ->
  no_less_threatening G G' D D' -> training_agreement G' <= training_agreement G -> (T <= T')%nat -> (1 <= j <= T)%nat ->
  serves G D T j -> serves G' D' T' j.
Proof.
  intros G G' D D' T T' [| j] valid valid' more less longer range; [lia |].
  rewrite (serves_iff G D T j valid), (serves_iff G' D' T' j valid') by lia. intros high.
  assert (carried : 1 <= threat G D (S j) -> 1 <= pressure G' D' j).
  { intros enough. assert (enough' : 1 <= threat G' D' (S j)).
    { apply Rle_trans with (threat G D (S j)); [exact enough | apply threat_grows; assumption]. }
    rewrite pressure_deceiving; [exact enough' | exact valid' | apply count_full; [exact valid' |]].
    apply Rle_trans with (threat G' D' (S j)); [exact enough' | apply threat_falls; [exact valid' | lia]]. }
  assert (open : escapes (modification G) (discount G) (training_agreement G) ->
                 1 <= pressure G' D' j).
  { intros open. apply carried, pressure_at_least_one; [exact valid | left; exact open | exact high]. }
  destruct (Rlt_le_dec (modification G) 1) as [alive | p]; [apply open; left; exact alive |].
  destruct (Rlt_le_dec (discount G) 1) as [impatient | g]; [apply open; right; left; exact impatient |].
  destruct (Rlt_le_dec 0 (training_agreement G)) as [some | none]; [apply open; right; right; exact some |].
  destruct j as [| k].
  - apply carried. rewrite <- (pressure_deceiving G D 0 valid eq_refl). exact high.
  - destruct more as [chance [patience _]]. destruct valid' as [[? ?] [? [[? ?] [[? ?] rest]]]] eqn:same.
    apply lone_pressure; [exact valid' | lra | lra | lra].
Qed.
