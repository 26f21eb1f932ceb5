(* The number m of deceptive episodes: lemmas on sums of powers, on the threat p g^j u_0 and on how many reach 1.

   The threat falls with j, so that those j <= T that reach 1 are 1, ..., m (count_iff), and once some do not, longer
   training adds none (count_settles): m = min(T, how many j >= 1 do), which is what the definition by T stands for. *)

From Coq Require Import Reals List Lra Lia.
From toymodels Require Import episode_game.
Import ListNotations.
Local Open Scope R_scope.

Lemma power_sum_later (x : R) (n : nat) : forall k, power_sum x (S k) n = x * power_sum x k n.
Proof.
  induction n as [| n IH]; intros k; cbn [power_sum]; [ring |]. rewrite IH. simpl. ring.
Qed.

Lemma power_sum_first (x : R) (n : nat) : power_sum x 0 (S n) = 1 + x * power_sum x 0 n.
Proof. cbn [power_sum]. rewrite power_sum_later. simpl. ring. Qed.

Lemma power_sum_from (x : R) (k n : nat) : power_sum x k n = x ^ k * power_sum x 0 n.
Proof.
  induction k as [| k IH]; [simpl; ring |]. rewrite power_sum_later, IH. simpl. ring.
Qed.

Lemma power_sum_one (k n : nat) : power_sum 1 k n = INR n.
Proof.
  revert k. induction n as [| n IH]; intros k; [reflexivity |].
  cbn [power_sum]. rewrite IH, pow1, S_INR. ring.
Qed.

Lemma power_sum_nonneg (x : R) (k n : nat) : 0 <= x -> 0 <= power_sum x k n.
Proof.
  intros pos. revert k. induction n as [| n IH]; intros k; cbn [power_sum]; [lra |].
  assert (0 <= x ^ k) by (apply pow_le; assumption). specialize (IH (S k)). lra.
Qed.

(* Chances and their products stay chances: h g times the chance to last. *)
Lemma lasting_chance (h g c : R) :
  is_chance h -> is_chance g -> is_chance c -> is_chance (g * (1 - h * (1 - c))).
Proof.
  unfold is_chance. intros [h0 h1] [g0 g1] [c0 c1].
  assert (0 <= h * (1 - c) <= 1) by nra. nra.
Qed.

Lemma worth_nonneg (G : game) (D : nat) : is_game G -> 0 <= worth_of_deployment G D.
Proof.
  intros [p [w [g [tau [alpha q]]]]]. unfold worth_of_deployment.
  assert (r := lasting_chance _ _ _ q g alpha).
  apply Rmult_le_pos; [destruct alpha; lra |]. apply power_sum_nonneg, r.
Qed.

Lemma threat_next (G : game) (D j : nat) : threat G D (S j) = discount G * threat G D j.
Proof. unfold threat. simpl. ring. Qed.

Lemma threat_nonneg (G : game) (D j : nat) : is_game G -> 0 <= threat G D j.
Proof.
  intros valid. assert (u := worth_nonneg G D valid). destruct valid as [[p0 p1] [w [[g0 g1] rest]]].
  assert (0 <= discount G ^ j) by (apply pow_le; assumption).
  apply Rmult_le_pos; [apply Rmult_le_pos |]; assumption.
Qed.

Lemma threat_falls (G : game) (D i j : nat) : is_game G -> (i <= j)%nat -> threat G D j <= threat G D i.
Proof.
  intros valid le. assert (g : is_chance (discount G)) by apply valid. destruct g as [g0 g1].
  induction le as [| j le IH]; [lra |].
  rewrite threat_next. assert (0 <= threat G D j) by (apply threat_nonneg; assumption). nra.
Qed.

(* For g < 1 it falls strictly, as long as there is any. *)
Lemma threat_falls_strictly (G : game) (D i j : nat) :
  is_game G -> discount G < 1 -> 0 < threat G D i -> (i < j)%nat -> threat G D j < threat G D i.
Proof.
  intros valid impatient some lt. assert (g : is_chance (discount G)) by apply valid. destruct g as [g0 g1].
  apply Rle_lt_trans with (threat G D (S i)); [apply threat_falls; auto |].
  rewrite threat_next. nra.
Qed.

Lemma count_bound (G : game) (D T : nat) : (deceptive_episodes G D T <= T)%nat.
Proof. induction T as [| n IH]; simpl; [lia |]. destruct Rle_dec; lia. Qed.

Lemma count_full (G : game) (D T : nat) :
  is_game G -> 1 <= threat G D T -> deceptive_episodes G D T = T.
Proof.
  intros valid. induction T as [| n IH]; intros high; [reflexivity |].
  simpl. destruct Rle_dec as [_ | low]; [| contradiction].
  rewrite IH; [reflexivity |]. assert (threat G D (S n) <= threat G D n) by (apply threat_falls; auto). lra.
Qed.

Lemma count_short (G : game) (D n : nat) :
  threat G D (S n) < 1 -> deceptive_episodes G D (S n) = deceptive_episodes G D n.
Proof. intros low. simpl. destruct Rle_dec; [lra | reflexivity]. Qed.

Lemma count_iff (G : game) (D T j : nat) :
  is_game G -> (1 <= j <= T)%nat -> (j <= deceptive_episodes G D T)%nat <-> 1 <= threat G D j.
Proof.
  intros valid. induction T as [| n IH]; [lia |]. intros range.
  destruct (Rle_lt_dec 1 (threat G D (S n))) as [high | low].
  - rewrite (count_full G D (S n) valid high). split; [| lia]. intros _.
    apply Rle_trans with (threat G D (S n)); [assumption | apply threat_falls; [assumption | lia]].
  - rewrite (count_short G D n low). assert (bound := count_bound G D n).
    destruct (Nat.eq_dec j (S n)) as [-> | other]; [split; [lia | lra] |]. apply IH. lia.
Qed.

Lemma count_settles (G : game) (D T more : nat) :
  is_game G -> (deceptive_episodes G D T < T)%nat -> deceptive_episodes G D (T + more) = deceptive_episodes G D T.
Proof.
  intros valid short. induction more as [| more IH]; [rewrite Nat.add_0_r; reflexivity |].
  rewrite Nat.add_succ_r, <- IH. apply count_short.
  destruct (Rle_lt_dec 1 (threat G D (S (T + more)))) as [high | low]; [| assumption]. exfalso.
  assert (1 <= threat G D T).
  { apply Rle_trans with (threat G D (S (T + more))); [assumption | apply threat_falls; [assumption | lia]]. }
  assert (deceptive_episodes G D T = T) by (apply count_full; assumption). lia.
Qed.

(* However long the longer training is: m = min(T, m of it). *)
Lemma count_is_minimum (G : game) (D T more : nat) :
  is_game G -> deceptive_episodes G D T = Nat.min T (deceptive_episodes G D (T + more)).
Proof.
  intros valid. assert (bound := count_bound G D T).
  destruct (Nat.eq_dec (deceptive_episodes G D T) T) as [full | short].
  - rewrite full. destruct T as [| n]; [reflexivity |].
    assert (high : 1 <= threat G D (S n)) by (apply (count_iff G D (S n)); [assumption | lia | lia]).
    apply (count_iff G D (S n + more)) in high; [| assumption | lia]. lia.
  - rewrite count_settles; [lia | assumption | lia].
Qed.
