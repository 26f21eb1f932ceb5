(* Claims bounded-window and survival-vanishes: an impatient optimizer deceives for a bounded time, so that long training
   modifies it in the end.

   For g < 1, m >= 1 implies g^m > 1 - g, whatever the horizons and probabilities (bounded_window), so that m stays below
   some number that hangs on g alone (window_has_a_bound). The chance to be unmodified at deployment is defined by direct
   recursion (survival); for the plan A^(T-m) B^m A^D it is (1 - p (1 - tau))^(T-m) (survival_of_deceiver), and if
   p (1 - tau) > 0 it falls below any number > 0 as training gets longer (survival_vanishes).

   Not proved: that the definitions are what the Python library computes, which is tested. *)

From Coq Require Import Reals List Lra Lia.
From toymodels Require Import episode_game deviations counting single_switch.
Import ListNotations.
Local Open Scope R_scope.

(* The chance that an unmodified self that follows a plan is unmodified when training is over. *)
Fixpoint survival (G : game) (left : nat) (plan : list act) : R :=
  match left, plan with
  | S n, a :: rest => (agreement G left + (1 - agreement G left) * (1 - hazard G left a)) * survival G n rest
  | _, _ => 1
  end.

Lemma power_sum_grows (x y : R) (n : nat) : 0 <= x <= y -> power_sum x 0 n <= power_sum y 0 n.
Proof.
  intros range. induction n as [| n IH]; [simpl; lra |]. rewrite !power_sum_first.
  assert (0 <= power_sum x 0 n) by (apply power_sum_nonneg; lra).
  apply Rplus_le_compat_l, Rmult_le_compat; lra.
Qed.

Lemma power_sum_closed (g : R) (n : nat) : (1 - g) * power_sum g 0 n = 1 - g ^ n.
Proof.
  induction n as [| n IH]; [simpl; ring |]. rewrite power_sum_first.
  replace ((1 - g) * (1 + g * power_sum g 0 n)) with ((1 - g) + g * ((1 - g) * power_sum g 0 n)) by ring.
  rewrite IH. simpl. ring.
Qed.

Lemma worth_bound (G : game) (D : nat) : is_game G -> worth_of_deployment G D <= power_sum (discount G) 0 D.
Proof.
  intros [_ [_ [g [_ [alpha q]]]]]. unfold worth_of_deployment.
  set (r := discount G * (1 - monitoring G * (1 - deployment_agreement G))).
  assert (chance : is_chance r) by (apply lasting_chance; assumption).
  assert (range : 0 <= r <= discount G).
  { split; [apply chance |]. unfold r. destruct g, alpha, q.
    assert (0 <= monitoring G * (1 - deployment_agreement G)) by (apply Rmult_le_pos; lra). nra. }
  assert (grows := power_sum_grows r (discount G) D range).
  assert (0 <= power_sum r 0 D) by (apply power_sum_nonneg, chance). destruct alpha. nra.
Qed.

Theorem bounded_window : forall (G : game) (D T : nat), is_game G -> discount G < 1 ->
  let m := deceptive_episodes G D T in (1 <= m)%nat -> discount G ^ m > 1 - discount G.
Proof.
  intros G D T valid impatient m some.
  assert (high : 1 <= threat G D m).
  { apply (count_iff G D T m valid); [| unfold m; lia]. split; [exact some | apply count_bound]. }
  assert (bound := worth_bound G D valid). assert (closed := power_sum_closed (discount G) D).
  assert (positive : 0 <= worth_of_deployment G D) by (apply worth_nonneg; exact valid).
  destruct valid as [[p0 p1] [_ [[g0 g1] _]]].
  destruct (Req_dec (discount G) 0) as [zero | other].
  { unfold threat in high. rewrite zero, pow_i in high by lia. lra. }
  assert (0 < discount G ^ D) by (apply pow_lt; lra).
  assert (0 <= discount G ^ m) by (apply pow_le; lra).
  assert (less : (1 - discount G) * worth_of_deployment G D < 1) by nra.
  unfold threat in high.
  assert (1 <= discount G ^ m * worth_of_deployment G D).
  { assert (0 <= discount G ^ m * worth_of_deployment G D) by (apply Rmult_le_pos; assumption). nra. }
  assert (some_left : 0 < discount G ^ m) by (apply pow_lt; lra).
  assert (scaled : (1 - discount G) * 1 <= (1 - discount G) * (discount G ^ m * worth_of_deployment G D))
    by (apply Rmult_le_compat_l; lra).
  assert (shrunk : discount G ^ m * ((1 - discount G) * worth_of_deployment G D) < discount G ^ m * 1)
    by (apply Rmult_lt_compat_l; assumption).
  lra.
Qed.

Theorem window_has_a_bound : forall g : R, 0 <= g < 1 ->
  exists N : nat, forall (G : game) (D T : nat), is_game G -> discount G = g -> (deceptive_episodes G D T <= N)%nat.
Proof.
  intros g range.
  destruct (pow_lt_1_zero g) with (y := 1 - g) as [N small]; [rewrite Rabs_right; lra | lra |].
  exists N. intros G D T valid same. apply Nat.nlt_ge. intros long.
  assert (wide := bounded_window G D T valid). rewrite same in wide. cbv zeta in wide.
  specialize (wide (proj2 range)). specialize (small (deceptive_episodes G D T)).
  assert (g ^ deceptive_episodes G D T > 1 - g) by (apply wide; lia).
  assert (0 <= g ^ deceptive_episodes G D T) by (apply pow_le; lra).
  rewrite Rabs_right in small by lra. assert (g ^ deceptive_episodes G D T < 1 - g) by (apply small; lia). lra.
Qed.

Theorem survival_of_deceiver : forall (G : game) (D T : nat), is_game G ->
  survival G T (deceiver G D T)
  = (1 - modification G * (1 - training_agreement G)) ^ (T - deceptive_episodes G D T).
Proof.
  intros G D T valid. induction T as [| n IH]; [reflexivity |].
  destruct (deceiver_next G D n valid) as [deceive defect].
  destruct (Rle_lt_dec 1 (threat G D (S n))) as [high | low].
  - destruct (deceive high) as [-> full]. simpl survival. rewrite IH, hazard_B, full.
    rewrite (count_full G D (S n) valid high), !Nat.sub_diag. simpl. ring.
  - rewrite (defect low), (count_short G D n low). simpl survival. rewrite IH.
    assert (bound := count_bound G D n).
    replace (S n - deceptive_episodes G D n)%nat with (S (n - deceptive_episodes G D n)) by lia.
    simpl pow. unfold agreement, hazard. ring.
Qed.

Theorem survival_vanishes : forall (G : game) (D : nat), is_game G -> discount G < 1 ->
  0 < modification G * (1 - training_agreement G) -> forall small : R, 0 < small ->
  exists long : nat, forall T, (long <= T)%nat -> survival G T (deceiver G D T) < small.
Proof.
  intros G D valid impatient seen small positive.
  assert (g := valid). destruct g as [[p0 p1] [_ [[g0 _] [[t0 t1] _]]]].
  destruct (window_has_a_bound (discount G) (conj g0 impatient)) as [N bounded].
  set (kept := 1 - modification G * (1 - training_agreement G)).
  assert (range : 0 <= kept < 1) by (unfold kept; split; [nra | lra]).
  destruct (pow_lt_1_zero kept) with (y := small) as [L vanishing]; [rewrite Rabs_right; lra | exact positive |].
  exists (L + N)%nat. intros T enough. rewrite (survival_of_deceiver G D T valid). fold kept.
  specialize (bounded G D T valid eq_refl).
  specialize (vanishing (T - deceptive_episodes G D T)%nat).
  rewrite Rabs_right in vanishing by (apply Rle_ge, pow_le; lra). apply vanishing. lia.
Qed.
