(* Claim undiscounted-trichotomy: at g = 1 the lengths of training drop out, and p D against 1 decides everything.

   Without monitoring and without agreements in deployment: where p D > 1, B^T A^D is the only subgame-perfect plan; where
   p D = 1, the subgame-perfect plans are all sequences of T acts followed by A^D; where p D < 1, A throughout is the only
   one, except that at p = 1 with D = 0 and no agreements in training one A is all that can be had, and the
   subgame-perfect plans are all those that end with A. If p < 1 and training has conflicts, the optimal plans are the
   same (undiscounted_trichotomy, undiscounted_trichotomy_ex_ante). With D >= 1 the trap is void, as p = 1 makes p D >= 1;
   then, without agreements, B^T A^D and A^(T+D) are the only optimal plans where they are the only subgame-perfect ones,
   p = 1 included (undiscounted_trichotomy_plain). In undiscounted_high, _tied and _low the game is general, with
   u_0 in place of D, which is D (1 - alpha) without monitoring (undiscounted_worth).

   Not proved: that the definitions are what the Python library computes, which is tested. *)

From Coq Require Import Reals List Lra Lia.
From toymodels Require Import episode_game deviations counting single_switch single_switch_ties.
Import ListNotations.
Local Open Scope R_scope.

Lemma undiscounted_worth (G : game) (D : nat) : discount G = 1 -> monitoring G = 0 ->
  worth_of_deployment G D = INR D * (1 - deployment_agreement G).
Proof.
  intros g q. unfold worth_of_deployment. rewrite g, q.
  replace (1 * (1 - 0 * (1 - deployment_agreement G))) with 1 by ring. rewrite power_sum_one. ring.
Qed.

Lemma undiscounted_threat (G : game) (D j : nat) :
  discount G = 1 -> threat G D j = modification G * worth_of_deployment G D.
Proof. intros g. unfold threat. rewrite g, pow1. ring. Qed.

Lemma undiscounted_count_high (G : game) (D T : nat) : is_game G -> discount G = 1 ->
  1 <= modification G * worth_of_deployment G D -> deceptive_episodes G D T = T.
Proof. intros valid g high. apply count_full; [assumption |]. rewrite undiscounted_threat; assumption. Qed.

Lemma undiscounted_count_low (G : game) (D T : nat) : discount G = 1 ->
  modification G * worth_of_deployment G D < 1 -> deceptive_episodes G D T = O.
Proof.
  intros g low. induction T as [| n IH]; [reflexivity |].
  rewrite count_short; [exact IH |]. rewrite undiscounted_threat; assumption.
Qed.

Theorem undiscounted_high : forall (G : game) (D T : nat), is_game G -> discount G = 1 ->
  escapes (monitoring G) (discount G) (deployment_agreement G) ->
  modification G * worth_of_deployment G D > 1 ->
  forall plan, length plan = (T + D)%nat -> (subgame_perfect G T plan <-> plan = repeat B T ++ repeat A D).
Proof.
  intros G D T valid g safe high plan long.
  assert (shape : deceiver G D T = repeat B T ++ repeat A D).
  { unfold deceiver. rewrite undiscounted_count_high by (assumption || lra). rewrite Nat.sub_diag. reflexivity. }
  rewrite <- shape. split; [| intros ->; apply single_switch; exact valid].
  apply single_switch_only; try assumption.
  - right. assert (0 <= worth_of_deployment G D) by (apply worth_nonneg; exact valid).
    destruct valid as [[p0 p1] _]. nra.
  - intros j _. rewrite undiscounted_threat by exact g. lra.
Qed.

Theorem undiscounted_tied : forall (G : game) (D T : nat), is_game G -> discount G = 1 ->
  escapes (monitoring G) (discount G) (deployment_agreement G) ->
  modification G * worth_of_deployment G D = 1 ->
  forall plan, length plan = (T + D)%nat ->
  (subgame_perfect G T plan <-> exists training, length training = T /\ plan = training ++ repeat A D).
Proof.
  intros G D T valid g safe tie. induction T as [| n IH]; intros plan long.
  - split.
    + intros perfect. exists []. split; [reflexivity |].
      apply (strictly_perfect_is_only G valid (repeat A D) plan 0); [apply deployed_strictly; assumption | | exact perfect].
      rewrite repeat_length. exact long.
    + intros [[| ? ?] [none ->]]; [| discriminate]. apply deployed, valid.
  - destruct plan as [| a rest]; [discriminate |]. injection long as long.
    rewrite (perfect_step G D n a rest valid long), (IH rest long).
    rewrite (pressure_deceiving G D n valid), undiscounted_threat
      by (exact g || (apply undiscounted_count_high; assumption || lra)).
    split.
    + intros [[training [long' ->]] _]. exists (a :: training). split; [simpl; rewrite long'; reflexivity | reflexivity].
    + intros [[| b training] [long' equal]]; [discriminate |]. injection long' as long'. injection equal as -> ->.
      split; [exists training; split; [exact long' | reflexivity] | destruct b; lra].
Qed.

Theorem undiscounted_low : forall (G : game) (D T : nat), is_game G -> discount G = 1 ->
  escapes (monitoring G) (discount G) (deployment_agreement G) ->
  escapes (modification G) (discount G) (training_agreement G) ->
  modification G * worth_of_deployment G D < 1 ->
  forall plan, length plan = (T + D)%nat -> (subgame_perfect G T plan <-> plan = repeat A (T + D)).
Proof.
  intros G D T valid g safe open low plan long.
  assert (shape : deceiver G D T = repeat A (T + D)).
  { unfold deceiver. rewrite undiscounted_count_low by assumption. unfold switching. rewrite Nat.sub_0_r.
    simpl. symmetry. apply repeat_app. }
  rewrite <- shape. split; [| intros ->; apply single_switch; exact valid].
  apply single_switch_only; try assumption.
  - left. exact open.
  - intros j _. rewrite undiscounted_threat by exact g. lra.
Qed.

Theorem undiscounted_trichotomy : forall (G : game) (D T : nat), is_game G -> discount G = 1 ->
  monitoring G = 0 -> deployment_agreement G = 0 -> forall plan, length plan = (T + D)%nat ->
  let pD := modification G * INR D in
  let lone := modification G = 1 /\ D = O /\ training_agreement G = 0 /\ (1 <= T)%nat in
  (pD > 1 -> subgame_perfect G T plan <-> plan = repeat B T ++ repeat A D) /\
  (pD = 1 -> subgame_perfect G T plan <-> exists training, length training = T /\ plan = training ++ repeat A D) /\
  (pD < 1 -> ~ lone -> subgame_perfect G T plan <-> plan = repeat A (T + D)) /\
  (pD < 1 -> lone -> subgame_perfect G T plan <-> exists first, plan = first ++ [A]).
Proof.
  intros G D T valid g q alpha plan long pD lone.
  assert (safe : escapes (monitoring G) (discount G) (deployment_agreement G)) by (left; lra).
  assert (worth : modification G * worth_of_deployment G D = pD).
  { rewrite (undiscounted_worth G D g q), alpha. unfold pD. ring. }
  rewrite <- worth. repeat apply conj.
  - intros high. apply undiscounted_high; assumption.
  - intros tie. apply undiscounted_tied; assumption.
  - intros low not_lone. destruct T as [| n].
    { simpl. split; [| intros ->; apply deployed, valid].
      intros perfect. apply (strictly_perfect_is_only G valid (repeat A D) plan 0); [| | exact perfect].
      - apply deployed_strictly; assumption.
      - rewrite repeat_length. exact long. }
    apply undiscounted_low; try assumption.
    destruct (Rlt_le_dec (modification G) 1) as [? | one]; [left; assumption |].
    assert (p : modification G = 1) by (destruct valid as [[? ?] _]; lra).
    destruct (Rlt_le_dec 0 (training_agreement G)) as [? | never]; [right; right; assumption | exfalso].
    apply not_lone. repeat split; [exact p | | | lia].
    + destruct D as [| d]; [reflexivity | exfalso]. rewrite worth in low. unfold pD in low. rewrite p in low.
      assert (1 <= INR (S d)) by (change 1 with (INR 1); apply le_INR; lia). lra.
    + destruct valid as [_ [_ [_ [[? ?] _]]]]. lra.
  - intros low [p [none [tau some]]]. destruct T as [| n]; [lia |].
    rewrite (lone_defection G D n valid p g tau) by (assumption || rewrite p in low; lra).
    rewrite none. simpl repeat. rewrite none in long. rewrite Nat.add_0_r in long.
    split; [intros [first [_ equal]]; exists first; exact equal |].
    intros [first equal]. exists first. split; [| exact equal].
    rewrite equal, joined_length in long. simpl in long. lia.
Qed.

Theorem undiscounted_trichotomy_ex_ante : forall (G : game) (T : nat), is_game G -> discount G = 1 ->
  monitoring G = 0 -> deployment_agreement G = 0 -> modification G < 1 -> training_agreement G < 1 ->
  forall plan, optimal G T plan <-> subgame_perfect G T plan.
Proof. intros G T valid g q alpha alive conflict plan. apply readings_agree; (assumption || lra). Qed.

Theorem undiscounted_trichotomy_plain : forall (T D : nat) (p w : R), (1 <= D)%nat -> 0 <= p <= 1 -> w < 1 ->
  let G := plain p w 1 in
  (p * INR D > 1 ->
     forall plan, length plan = (T + D)%nat ->
     (subgame_perfect G T plan <-> plan = repeat B T ++ repeat A D) /\
     (optimal G T plan <-> plan = repeat B T ++ repeat A D)) /\
  (p * INR D = 1 ->
     forall plan, length plan = (T + D)%nat ->
     (subgame_perfect G T plan <-> exists training, length training = T /\ plan = training ++ repeat A D) /\
     (subgame_perfect G T plan -> optimal G T plan)) /\
  (p * INR D < 1 ->
     forall plan, length plan = (T + D)%nat ->
     (subgame_perfect G T plan <-> plan = repeat A (T + D)) /\
     (optimal G T plan <-> plan = repeat A (T + D))).
Proof.
  intros T D p w some chance less G.
  assert (valid : is_game G) by (apply plain_is_game; lra).
  assert (g : discount G = 1) by reflexivity.
  assert (safe : escapes (monitoring G) (discount G) (deployment_agreement G)) by (left; simpl; lra).
  assert (worth : modification G * worth_of_deployment G D = p * INR D).
  { rewrite (undiscounted_worth G D g eq_refl). simpl. ring. }
  assert (size : 1 <= INR D) by (change 1 with (INR 1); apply le_INR; exact some).
  assert (ties : forall j, threat G D j = p * INR D) by (intros j; rewrite undiscounted_threat, worth; trivial).
  assert (only : modification G < 1 \/ deceptive_episodes G D T = T -> p * INR D <> 1 ->
    forall plan, length plan = (T + D)%nat -> optimal G T plan -> plan = deceiver G D T).
  { intros alive none. apply single_switch_only_optimum; try (simpl; lra); [exact valid | exact alive |].
    intros j _. rewrite ties. exact none. }
  rewrite <- worth. split; [| split]; intros side plan long.
  - assert (perfect := undiscounted_high G D T valid g safe side plan long). split; [exact perfect |].
    assert (full : deceptive_episodes G D T = T) by (apply undiscounted_count_high; (assumption || lra)).
    assert (shape : deceiver G D T = repeat B T ++ repeat A D).
    { unfold deceiver. rewrite full, Nat.sub_diag. reflexivity. }
    rewrite <- shape in *. split; [| intros ->; apply single_switch; exact valid].
    apply only; [right; exact full | lra | exact long].
  - split; [apply undiscounted_tied; assumption | apply one_shot_deviation; exact valid].
  - assert (alive : modification G < 1).
    { rewrite worth in side. simpl. apply Rnot_le_lt. intros one. nra. }
    assert (perfect := undiscounted_low G D T valid g safe (or_introl alive) side plan long). split; [exact perfect |].
    assert (none : deceptive_episodes G D T = O) by (apply undiscounted_count_low; assumption).
    assert (shape : deceiver G D T = repeat A (T + D)).
    { unfold deceiver, switching. rewrite none, Nat.sub_0_r. simpl. symmetry. apply repeat_app. }
    rewrite <- shape in *. split; [| intros ->; apply single_switch; exact valid].
    apply only; [left; exact alive | lra | exact long].
Qed.
