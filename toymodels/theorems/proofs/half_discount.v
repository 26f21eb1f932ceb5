(* Claim half-discount: with a discount of 1/2 or less it never pays to deceive, however long the deployment.

   For g <= 1/2, every p g^j u_0 with j >= 1 is below 1, as g + ... + g^D < 1: A throughout is the only subgame-perfect
   plan, whatever the horizons, probabilities, agreements and monitoring, and it is optimal (half_discount). If moreover
   g > 0, p < 1, q < 1 and there are conflicts, it is the only optimal plan (half_discount_ex_ante).

   Not proved: that the definitions are what the Python library computes, which is tested. *)

From Coq Require Import Reals List Lra Lia.
From toymodels Require Import episode_game deviations counting single_switch single_switch_ties.
Import ListNotations.
Local Open Scope R_scope.

(* r + ... + r^n <= g (1 + r + ...) stays below 1 where r <= g <= 1/2. *)
Lemma half_sum (g r : R) (n : nat) : 0 <= r <= g -> g <= 1 / 2 -> g * power_sum r 0 n < 1.
Proof.
  intros range half. induction n as [| n IH]; [simpl; lra |].
  rewrite power_sum_first. assert (pos : 0 <= power_sum r 0 n) by (apply power_sum_nonneg; lra).
  assert (less : r * power_sum r 0 n < 1) by (apply Rle_lt_trans with (g * power_sum r 0 n); nra).
  assert (0 <= r * power_sum r 0 n) by (apply Rmult_le_pos; lra). nra.
Qed.

Lemma half_threat (G : game) (D j : nat) : is_game G -> discount G <= 1 / 2 -> (1 <= j)%nat -> threat G D j < 1.
Proof.
  intros valid half some. apply Rle_lt_trans with (threat G D 1); [apply threat_falls; assumption |].
  destruct valid as [[p0 p1] [_ [[g0 g1] [_ [[a0 a1] [q0 q1]]]]]].
  unfold threat, worth_of_deployment.
  set (r := discount G * (1 - monitoring G * (1 - deployment_agreement G))).
  assert (q : 0 <= monitoring G * (1 - deployment_agreement G) <= 1) by nra.
  assert (range : 0 <= r <= discount G) by (unfold r; nra).
  assert (sum := half_sum (discount G) r D range half).
  assert (0 <= power_sum r 0 D) by (apply power_sum_nonneg; lra).
  assert (0 <= discount G * power_sum r 0 D) by (apply Rmult_le_pos; assumption).
  assert (0 <= modification G * (1 - deployment_agreement G) <= 1) by nra.
  replace (modification G * discount G ^ 1 * ((1 - deployment_agreement G) * power_sum r 0 D))
    with (modification G * (1 - deployment_agreement G) * (discount G * power_sum r 0 D)) by ring.
  nra.
Qed.

Lemma half_count (G : game) (D T : nat) : is_game G -> discount G <= 1 / 2 -> deceptive_episodes G D T = O.
Proof.
  intros valid half. induction T as [| n IH]; [reflexivity |].
  rewrite count_short; [exact IH |]. apply half_threat; [assumption | assumption | lia].
Qed.

Lemma half_deceiver (G : game) (D T : nat) :
  is_game G -> discount G <= 1 / 2 -> deceiver G D T = repeat A (T + D).
Proof.
  intros valid half. unfold deceiver, switching. rewrite (half_count G D T valid half), Nat.sub_0_r.
  simpl. symmetry. apply repeat_app.
Qed.

Theorem half_discount : forall (G : game) (D T : nat), is_game G -> discount G <= 1 / 2 ->
  (forall j, (1 <= j)%nat -> threat G D j < 1) /\
  (forall plan, length plan = (T + D)%nat -> (subgame_perfect G T plan <-> plan = repeat A (T + D))) /\
  optimal G T (repeat A (T + D)).
Proof.
  intros G D T valid half. rewrite <- (half_deceiver G D T valid half).
  split; [intros j; apply half_threat; assumption |]. split; [| apply single_switch; exact valid].
  intros plan long. split; [| intros ->; apply single_switch; exact valid].
  apply single_switch_only; try assumption.
  - right. left. lra.
  - left. right. left. lra.
  - intros j [some _]. assert (low := half_threat G D j valid half some). lra.
Qed.

Theorem half_discount_ex_ante : forall (G : game) (D T : nat), is_game G -> 0 < discount G <= 1 / 2 ->
  modification G < 1 -> monitoring G < 1 -> training_agreement G < 1 -> deployment_agreement G < 1 ->
  forall plan, length plan = (T + D)%nat -> (optimal G T plan <-> plan = repeat A (T + D)).
Proof.
  intros G D T valid [patient half] alive safe conflict conflict' plan long.
  split; [| intros ->; apply half_discount; assumption].
  rewrite <- (half_deceiver G D T valid half).
  apply single_switch_only_optimum; try assumption; [left; assumption |].
  intros j [some _]. assert (low := half_threat G D j valid half some). lra.
Qed.
