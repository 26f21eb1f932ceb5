(* Claim all-training-threshold: from which modification probability on one deceives throughout training.

   For all episode games B^T A^D, T >= 1, is subgame-perfect iff p g^T u_0 >= 1 (all_training_threshold); without agreements
   and monitoring that is p (g^T + ... + g^(T+D-1)) >= 1 (all_training_threshold_plain), and then and only then it is
   optimal ex ante, if g > 0 (all_training_threshold_ex_ante). Between this threshold and that of the last episode every
   subgame-perfect plan begins with A, and some have B in the last training episode (between_thresholds); there and only
   there 1 <= m < T (between_thresholds_count).

   Not proved: that the definitions are what the Python library computes, which is tested. *)

From Coq Require Import Reals List Lra Lia.
From toymodels Require Import episode_game deviations counting single_switch single_switch_ties last_episode_threshold.
Import ListNotations.
Local Open Scope R_scope.

Theorem all_training_threshold : forall (G : game) (D n : nat), is_game G ->
  subgame_perfect G (S n) (repeat B (S n) ++ repeat A D) <-> threat G D (S n) >= 1.
Proof.
  intros G D n valid. split; [intros perfect; apply Rle_ge | intros high; apply Rge_le in high].
  - induction n as [| n IH].
    + apply (last_step G D B (repeat A D) valid (repeat_length A D)) in perfect. apply perfect.
    + assert (perfect' := perfect).
      apply (perfect_step G D (S n) B (repeat B (S n) ++ repeat A D) valid) in perfect';
        [| rewrite joined_length, !repeat_length; reflexivity].
      destruct perfect' as [later high].
      rewrite pressure_deceiving in high; [exact high | exact valid |]. apply count_full; [exact valid | apply IH, later].
  - assert (full := count_full G D (S n) valid high).
    assert (best := proj1 (single_switch G D (S n) valid)). unfold deceiver in best.
    rewrite full, Nat.sub_diag in best. exact best.
Qed.

Theorem all_training_threshold_plain : forall (T D : nat) (p w g : R), (1 <= T)%nat -> 0 <= p <= 1 -> 0 <= g <= 1 -> w < 1 ->
  subgame_perfect (plain p w g) T (repeat B T ++ repeat A D) <-> p * power_sum g T D >= 1.
Proof.
  intros [| n] D p w g some chance patience less; [lia |]. assert (valid := plain_is_game p w g chance patience less).
  rewrite (all_training_threshold (plain p w g) D n valid), threat_plain. reflexivity.
Qed.

Theorem all_training_threshold_ex_ante : forall (T D : nat) (p w g : R),
  (1 <= T)%nat -> 0 <= p <= 1 -> 0 < g <= 1 -> w < 1 ->
  optimal (plain p w g) T (repeat B T ++ repeat A D) <-> p * power_sum g T D >= 1.
Proof.
  intros T D p w g some chance patience less. assert (valid : is_game (plain p w g)) by (apply plain_is_game; lra).
  rewrite <- (all_training_threshold_plain T D p w g) by (assumption || lra).
  split; [| apply one_shot_deviation; assumption].
  apply reached_is_perfect; [assumption | simpl; lra |]. clear.
  induction T as [| n IH]; [apply reached_deployed; simpl; lra |].
  split; [unfold agreement; simpl; lra | split; [unfold hazard; lra | exact IH]].
Qed.

Theorem between_thresholds_count : forall (T D : nat) (p w g : R), (1 <= T)%nat -> 0 <= p <= 1 -> 0 <= g <= 1 -> w < 1 ->
  let m := deceptive_episodes (plain p w g) D T in
  (1 <= m < T)%nat <-> p * power_sum g 1 D >= 1 /\ p * power_sum g T D < 1.
Proof.
  intros T D p w g some chance patience less m. assert (valid := plain_is_game p w g chance patience less).
  rewrite <- !(threat_plain p w).
  assert (first := count_iff (plain p w g) D T 1 valid (conj (le_n 1) some)).
  assert (last := count_iff (plain p w g) D T T valid (conj some (le_n T))).
  assert (bound := count_bound (plain p w g) D T). fold m in first, last, bound. split.
  - intros [low high]. apply first in low. split; [lra |]. apply Rnot_le_lt. intros all. apply last in all. lia.
  - intros [low high]. split; [apply first; lra |]. apply Nat.nle_gt. intros all. apply last in all. lra.
Qed.

Theorem between_thresholds : forall (G : game) (D n : nat), is_game G ->
  threat G D 1 >= 1 -> threat G D (S n) < 1 ->
  (forall a rest, length rest = (n + D)%nat -> subgame_perfect G (S n) (a :: rest) -> a = A) /\
  (exists before after, length before = n /\ length after = D /\ subgame_perfect G (S n) (before ++ B :: after)).
Proof.
  intros G D n valid some few. split; [| apply (last_episode_threshold G n D B valid); exact some].
  intros [] rest long perfect; [reflexivity | exfalso].
  apply (perfect_step G D n B rest valid long) in perfect. destruct perfect as [_ high].
  destruct (Nat.eq_dec (deceptive_episodes G D n) n) as [full | short].
  - rewrite (pressure_deceiving G D n valid full) in high. lra.
  - assert (bound := count_bound G D n).
    assert (low : pressure G D n < 1); [| lra]. apply pressure_defecting; [exact valid | | lia].
    destruct (Rlt_le_dec (discount G) 1) as [impatient | patient]; [right; left; exact impatient | exfalso].
    assert (g : discount G = 1) by (destruct valid as [_ [_ [[? ?] _]]]; lra).
    unfold threat in some, few. rewrite g, pow1 in some, few. lra.
Qed.
