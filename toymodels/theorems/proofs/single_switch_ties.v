(* Claim single-switch, which ties: when A^(T-m) B^m A^D is the only best plan, and which others there are when it is not.

   Subgame-perfect, it is the only one where nothing ties: no p g^j u_0 is 1 for j = 1, ..., T, and not g = p = 1 without
   agreements in a phase, where one A is all that can be had there (single_switch_only, single_switch_only_plain; with
   D >= 1, no agreements and no monitoring the first condition is enough). For g < 1 an isolated tie p g^m u_0 = 1 gives
   exactly two plans (isolated_tie.v). At p = g = 1 with u_0 < 1 all training episodes but the last are ties
   (lone_defection); at g = 1 with p u_0 = 1 all are (undiscounted_trichotomy.v).

   Ex ante it is the only optimal plan under the same conditions, if moreover nothing is out of reach or of no matter:
   g > 0, there are conflicts, the self can survive an A or plays none in training (single_switch_only_optimum).

   Not proved: that the definitions are what the Python library computes, which is tested. *)

From Coq Require Import Reals List Lra Lia.
From toymodels Require Import episode_game deviations counting single_switch.
Import ListNotations.
Local Open Scope R_scope.

(* What decides: the threat while B lasts; and for good less than 1 once A is strictly better, where one can escape. *)
Lemma pressure_deceiving (G : game) (D n : nat) : is_game G ->
  deceptive_episodes G D n = n -> pressure G D n = threat G D (S n).
Proof.
  intros valid full. destruct (deceiver_stake G D valid n) as [_ [[_ stakes] | [short _]]]; [| lia].
  unfold pressure, threat. rewrite stakes. simpl. ring.
Qed.

Lemma pressure_defecting (G : game) (D : nat) : is_game G ->
  escapes (modification G) (discount G) (training_agreement G) ->
  forall n, (deceptive_episodes G D n < n)%nat -> pressure G D n < 1.
Proof.
  intros valid open. assert (games := valid). destruct games as [p [_ [g [tau _]]]].
  induction n as [| n IH]; intros short; [lia |].
  destruct (Rle_lt_dec 1 (threat G D (S n))) as [high | low].
  { rewrite (count_full G D (S n) valid high) in short. lia. }
  destruct (deceiver_next G D n valid) as [_ defect].
  assert (now : pressure G D n < 1).
  { destruct (Nat.eq_dec (deceptive_episodes G D n) n) as [full | other].
    - rewrite pressure_deceiving; assumption.
    - apply IH. assert (bound := count_bound G D n). lia. }
  unfold pressure. rewrite (defect low). apply (defecting_lasts_strictly _ _ _ _ p g tau open now).
Qed.

(* Every subgame-perfect plan faces the same pressure. *)
Lemma perfect_step (G : game) (D n : nat) (a : act) (rest : list act) : is_game G -> length rest = (n + D)%nat ->
  subgame_perfect G (S n) (a :: rest) <->
  subgame_perfect G n rest /\ match a with A => pressure G D n <= 1 | B => 1 <= pressure G D n end.
Proof.
  intros valid long. rewrite (perfect_cons G (S n) a rest valid). simpl pred. unfold hazard, pressure.
  assert (alike : subgame_perfect G n rest -> stake G n (deceiver G D n) = stake G n rest).
  { intros perfect. apply same_stake; try assumption; [apply single_switch; assumption |].
    rewrite deceiver_length. symmetry. exact long. }
  split; intros [perfect now]; (split; [exact perfect |]); rewrite (alike perfect) in *; exact now.
Qed.

Lemma deceiver_strict (G : game) (D : nat) : is_game G ->
  escapes (monitoring G) (discount G) (deployment_agreement G) ->
  escapes (modification G) (discount G) (training_agreement G) \/ 1 <= worth_of_deployment G D ->
  forall T, (forall j, (1 <= j <= T)%nat -> threat G D j <> 1) -> strictly_perfect G T (deceiver G D T).
Proof.
  intros valid safe open. induction T as [| n IH]; intros none; [apply deployed_strictly; assumption |].
  assert (strict : strictly_perfect G n (deceiver G D n)) by (apply IH; intros; apply none; lia).
  assert (differs : threat G D (S n) <> 1) by (apply none; lia).
  destruct (deceiver_next G D n valid) as [deceive defect].
  destruct (Rle_lt_dec 1 (threat G D (S n))) as [high | low].
  - destruct (deceive high) as [-> full]. split; [exact strict |].
    change (1 < pressure G D n). rewrite pressure_deceiving by assumption. lra.
  - rewrite (defect low). split; [exact strict |]. change (pressure G D n < 1).
    destruct (Nat.eq_dec (deceptive_episodes G D n) n) as [full | short]; [rewrite pressure_deceiving; assumption |].
    assert (bound := count_bound G D n). apply pressure_defecting; [assumption | | lia].
    destruct open as [open | rich]; [exact open |].
    destruct (Rlt_le_dec (modification G) 1) as [? | p1]; [left; assumption |].
    destruct (Rlt_le_dec (discount G) 1) as [? | g1]; [right; left; assumption |]. exfalso.
    assert (p : modification G = 1) by (destruct valid as [[? ?] _]; lra).
    assert (g : discount G = 1) by (destruct valid as [_ [_ [[? ?] _]]]; lra).
    unfold threat in low. rewrite p, g, pow1 in low. lra.
Qed.

Theorem single_switch_only : forall (G : game) (D T : nat), is_game G ->
  escapes (monitoring G) (discount G) (deployment_agreement G) ->
  escapes (modification G) (discount G) (training_agreement G) \/ 1 <= worth_of_deployment G D ->
  (forall j, (1 <= j <= T)%nat -> threat G D j <> 1) ->
  forall plan, length plan = (T + D)%nat -> subgame_perfect G T plan -> plan = deceiver G D T.
Proof.
  intros G D T valid safe open none plan long perfect.
  apply (strictly_perfect_is_only G valid (deceiver G D T) plan T); [apply deceiver_strict; assumption | | assumption].
  rewrite deceiver_length. exact long.
Qed.

Lemma worth_at_least_one (p w g : R) (D : nat) : 0 <= g -> (1 <= D)%nat -> 1 <= worth_of_deployment (plain p w g) D.
Proof.
  intros pos some. rewrite worth_plain. destruct D as [| n]; [lia |]. rewrite power_sum_first.
  assert (0 <= power_sum g 0 n) by (apply power_sum_nonneg; exact pos). nra.
Qed.

Theorem single_switch_only_plain : forall (T D : nat) (p w g : R), (1 <= D)%nat ->
  0 <= p <= 1 -> 0 <= g <= 1 -> w < 1 ->
  (forall j, (1 <= j <= T)%nat -> p * g ^ j * power_sum g 0 D <> 1) ->
  forall plan, length plan = (T + D)%nat ->
  (subgame_perfect (plain p w g) T plan <-> plan = deceiver (plain p w g) D T).
Proof.
  intros T D p w g some chance patience less none plan long. assert (valid := plain_is_game p w g chance patience less).
  split; [| intros ->; apply single_switch; exact valid].
  apply single_switch_only; try assumption.
  - left. simpl. lra.
  - right. apply worth_at_least_one; [lra | exact some].
  - intros j range. unfold threat. rewrite worth_plain. simpl. apply none, range.
Qed.

Lemma threat_plain (p w g : R) (D j : nat) : threat (plain p w g) D j = p * power_sum g j D.
Proof. unfold threat. rewrite worth_plain, (power_sum_from g j). simpl. ring. Qed.

Lemma last_step (G : game) (D : nat) (a : act) (after : list act) : is_game G -> length after = D ->
  subgame_perfect G 1 (a :: after) <->
  subgame_perfect G 0 after /\ match a with A => threat G D 1 <= 1 | B => 1 <= threat G D 1 end.
Proof.
  intros valid long. rewrite (perfect_step G D 0 a after valid long).
  rewrite (pressure_deceiving G D 0 valid eq_refl). reflexivity.
Qed.

(* Ex ante. *)
Lemma reached_deployed (G : game) : deployment_agreement G < 1 -> monitoring G < 1 -> forall D, reached G 0 (repeat A D).
Proof. intros conflict safe. induction D as [| D IH]; [exact I |]. simpl. repeat split; assumption. Qed.

Lemma reached_deceiver (G : game) (D : nat) : is_game G ->
  training_agreement G < 1 -> deployment_agreement G < 1 -> monitoring G < 1 ->
  forall T, modification G < 1 \/ deceptive_episodes G D T = T -> reached G T (deceiver G D T).
Proof.
  intros valid conflict conflict' safe. induction T as [| n IH]; intros alive.
  { apply reached_deployed; assumption. }
  destruct (deceiver_next G D n valid) as [deceive defect].
  destruct (Rle_lt_dec 1 (threat G D (S n))) as [high | low].
  - destruct (deceive high) as [-> full]. split; [exact conflict | split; [unfold hazard; lra |]]. apply IH. right. exact full.
  - rewrite (defect low). rewrite (count_short G D n low) in alive. assert (bound := count_bound G D n).
    destruct alive as [alive | full]; [| lia].
    split; [exact conflict | split; [exact alive |]]. apply IH. left. exact alive.
Qed.

Theorem single_switch_only_optimum : forall (G : game) (D T : nat), is_game G ->
  0 < discount G -> training_agreement G < 1 -> deployment_agreement G < 1 -> monitoring G < 1 ->
  modification G < 1 \/ deceptive_episodes G D T = T ->
  (forall j, (1 <= j <= T)%nat -> threat G D j <> 1) ->
  forall plan, length plan = (T + D)%nat -> optimal G T plan -> plan = deceiver G D T.
Proof.
  intros G D T valid patient conflict conflict' safe alive none plan long best.
  apply (strictly_perfect_is_only_optimum G valid patient (deceiver G D T) plan T);
    [| apply reached_deceiver; assumption | rewrite deceiver_length; exact long | exact best].
  destruct alive as [alive | full].
  - apply deceiver_strict; [assumption | left; exact safe | left; left; exact alive | exact none].
  - assert (deploy : escapes (monitoring G) (discount G) (deployment_agreement G)) by (left; exact safe).
    clear best long. revert full none. induction T as [| n IH]; intros full none; [apply deployed_strictly; assumption |].
    destruct (deceiver_next G D n valid) as [deceive _].
    assert (high : 1 <= threat G D (S n)) by (apply (count_iff G D (S n) (S n) valid); lia).
    assert (differs : threat G D (S n) <> 1) by (apply none; lia).
    destruct (deceive high) as [-> before]. split; [apply IH; [exact before |]; intros; apply none; lia |].
    change (1 < pressure G D n). rewrite pressure_deceiving by assumption. lra.
Qed.

(* One A in all of training: before the last training episode it does not matter what one does. *)
Theorem lone_defection : forall (G : game) (D n : nat), is_game G ->
  modification G = 1 -> discount G = 1 -> training_agreement G = 0 -> worth_of_deployment G D < 1 ->
  escapes (monitoring G) (discount G) (deployment_agreement G) ->
  forall plan, length plan = (S n + D)%nat ->
  (subgame_perfect G (S n) plan <-> exists first, length first = n /\ plan = first ++ A :: repeat A D).
Proof.
  intros G D n valid p g tau poor safe.
  assert (low : forall j, threat G D j < 1).
  { intros j. unfold threat. rewrite p, g, pow1. lra. }
  induction n as [| n IH]; intros plan long; (destruct plan as [| a rest]; [discriminate |]); injection long as long.
  - rewrite (perfect_step G D 0 a rest valid long), (pressure_deceiving G D 0 valid eq_refl).
    specialize (low 1%nat). split.
    + intros [perfect now]. exists []. split; [reflexivity |]. destruct a; [| exfalso; lra].
      simpl. f_equal. apply (strictly_perfect_is_only G valid (repeat A D) rest 0); try assumption.
      * apply deployed_strictly; assumption.
      * rewrite repeat_length. exact long.
    + intros [[| ? ?] [none equal]]; [| discriminate]. injection equal as -> ->.
      split; [apply deployed; assumption | lra].
  - rewrite (perfect_step G D (S n) a rest valid long), (IH rest long).
    assert (tied : pressure G D (S n) = 1).
    { destruct (deceiver_next G D n valid) as [_ defect]. unfold pressure. rewrite (defect (low (S n))).
      simpl. unfold hazard, agreement. rewrite p, g, tau. ring. }
    split.
    + intros [[first [long' ->]] _]. exists (a :: first). split; [simpl; rewrite long'; reflexivity | reflexivity].
    + intros [[| b first] [long' equal]]; [discriminate |]. injection long' as long'. injection equal as -> ->.
      split; [exists first; split; [exact long' | reflexivity] | destruct b; lra].
Qed.
