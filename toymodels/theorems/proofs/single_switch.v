(* Claim single-switch: the mesa-optimizer defects, then deceives, then is deployed: A^(T-m) B^m A^D.

   For all horizons and all parameters, agreements and monitoring included, the plan in which m counts those j = 1, ..., T
   that have p g^j u_0 >= 1 is subgame-perfect and optimal ex ante (single_switch; single_switch_plain says it in full for
   the game without agreements and monitoring). Its heart is 1 - p g u' = (1 - g) + rho (1 - p g u), rho = g (1 - p (1 - tau)):
   once A is best it stays so in earlier episodes (heart, heart_plain).

   Which other plans are as good is in single_switch_ties.v; that policies which are no plans are no better, in
   perfect_recall.v. Not proved: that the definitions are what the Python library computes, which is tested. *)

From Coq Require Import Reals List Lra Lia.
From toymodels Require Import episode_game deviations counting.
Import ListNotations.
Local Open Scope R_scope.

(* Another A can come after an A: the self may survive, or does not care, or there may be an agreement. *)
Definition escapes (h g c : R) : Prop := h < 1 \/ g < 1 \/ 0 < c.

Theorem heart (h g c u : R) :
  1 - h * g * ((1 - c) + g * (1 - h * (1 - c)) * u) = (1 - g) + g * (1 - h * (1 - c)) * (1 - h * g * u).
Proof. ring. Qed.

Theorem heart_plain (p g u : R) :
  let u' := 1 + (1 - p) * g * u in 1 - p * g * u' = (1 - g) + (1 - p) * g * (1 - p * g * u).
Proof. intros u'. unfold u'. ring. Qed.

Lemma defecting_lasts (h g c u : R) : is_chance h -> is_chance g -> is_chance c ->
  h * g * u <= 1 -> h * g * ((1 - c) + g * (1 - h * (1 - c)) * u) <= 1.
Proof.
  intros modifies patience agrees low. assert (step := heart h g c u).
  destruct (lasting_chance h g c modifies patience agrees) as [rho _]. destruct patience.
  assert (0 <= g * (1 - h * (1 - c)) * (1 - h * g * u)) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma defecting_lasts_strictly (h g c u : R) : is_chance h -> is_chance g -> is_chance c -> escapes h g c ->
  h * g * u < 1 -> h * g * ((1 - c) + g * (1 - h * (1 - c)) * u) < 1.
Proof.
  intros modifies patience agrees open low. assert (step := heart h g c u).
  destruct (lasting_chance h g c modifies patience agrees) as [rho _]. destruct modifies, patience, agrees.
  destruct (Rlt_le_dec g 1) as [impatient | patient].
  - assert (0 <= g * (1 - h * (1 - c)) * (1 - h * g * u)) by (apply Rmult_le_pos; lra). lra.
  - assert (g = 1) by lra. subst g.
    assert (0 < 1 - h * (1 - c)) by (destruct open as [? | [? | ?]]; nra).
    assert (0 < 1 * (1 - h * (1 - c)) * (1 - h * 1 * u)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

(* Deployment: A is best throughout, whatever the monitoring. *)
Lemma deployed (G : game) : is_game G -> forall D,
  subgame_perfect G 0 (repeat A D) /\ stake G 0 (repeat A D) = worth_of_deployment G D /\
  monitoring G * discount G * worth_of_deployment G D <= 1.
Proof.
  intros valid. assert (games := valid). destruct games as [_ [_ [g [_ [alpha q]]]]].
  induction D as [| D [perfect [worth low]]].
  - unfold worth_of_deployment. simpl. rewrite Rmult_0_r, Rmult_0_r. repeat split. lra.
  - assert (next : stake G 0 (repeat A (S D)) = worth_of_deployment G (S D)).
    { simpl. rewrite worth. unfold worth_of_deployment, hazard, agreement. rewrite power_sum_first. ring. }
    split; [| split; [exact next |]].
    + apply (perfect_cons G 0 A (repeat A D) valid). simpl pred. rewrite worth. split; assumption.
    + rewrite <- next. simpl. rewrite worth. apply (defecting_lasts _ _ _ _ q g alpha low).
Qed.

Lemma deployed_strictly (G : game) : is_game G ->
  escapes (monitoring G) (discount G) (deployment_agreement G) -> forall D,
  strictly_perfect G 0 (repeat A D) /\ monitoring G * discount G * worth_of_deployment G D < 1.
Proof.
  intros valid open. assert (games := valid). destruct games as [_ [_ [g [_ [alpha q]]]]].
  induction D as [| D [strict low]].
  - unfold worth_of_deployment. simpl. rewrite Rmult_0_r, Rmult_0_r. split; [exact I | lra].
  - assert (worth : stake G 0 (repeat A D) = worth_of_deployment G D) by apply (deployed G valid D).
    assert (next : stake G 0 (repeat A (S D)) = worth_of_deployment G (S D)) by apply (deployed G valid (S D)).
    split.
    + simpl. rewrite worth. split; assumption.
    + rewrite <- next. simpl. rewrite worth. apply (defecting_lasts_strictly _ _ _ _ q g alpha open low).
Qed.

Lemma deceiver_length (G : game) (D T : nat) : length (deceiver G D T) = (T + D)%nat.
Proof.
  unfold deceiver, switching. rewrite !joined_length, !repeat_length. assert (bound := count_bound G D T). lia.
Qed.

Lemma deceiver_next (G : game) (D n : nat) : is_game G ->
  (1 <= threat G D (S n) -> deceiver G D (S n) = B :: deceiver G D n /\ deceptive_episodes G D n = n) /\
  (threat G D (S n) < 1 -> deceiver G D (S n) = A :: deceiver G D n).
Proof.
  intros valid. unfold deceiver, switching. split.
  - intros high. assert (threat G D (S n) <= threat G D n) by (apply threat_falls; auto).
    rewrite (count_full G D (S n)), (count_full G D n) by (assumption || lra).
    rewrite !Nat.sub_diag. split; reflexivity.
  - intros low. rewrite (count_short G D n low). assert (bound := count_bound G D n).
    replace (S n - deceptive_episodes G D n)%nat with (S (n - deceptive_episodes G D n)) by lia. reflexivity.
Qed.

(* p g u_n: what decides in the training episode that n others follow. *)
Definition pressure (G : game) (D n : nat) : R := modification G * discount G * stake G n (deceiver G D n).

Lemma deceiver_stake (G : game) (D : nat) : is_game G -> forall T,
  subgame_perfect G T (deceiver G D T) /\
  (deceptive_episodes G D T = T /\ stake G T (deceiver G D T) = discount G ^ T * worth_of_deployment G D \/
   (deceptive_episodes G D T < T)%nat /\ pressure G D T <= 1).
Proof.
  intros valid. assert (games := valid). destruct games as [p [_ [g [tau _]]]]. unfold pressure.
  induction T as [| n [perfect stakes]].
  - destruct (deployed G valid D) as [perfect [worth _]].
    split; [exact perfect | left]. split; [reflexivity |]. change (deceiver G D 0) with (repeat A D). rewrite worth. ring.
  - destruct (deceiver_next G D n valid) as [deceive defect].
    destruct (Rle_lt_dec 1 (threat G D (S n))) as [high | low].
    + destruct (deceive high) as [-> full]. destruct stakes as [[_ stakes] | [short _]]; [| lia].
      split.
      * apply (perfect_cons G (S n) B _ valid). simpl pred. split; [exact perfect |].
        rewrite stakes. unfold hazard. unfold threat in high. simpl in high. lra.
      * left. split; [apply count_full; assumption |]. simpl. rewrite stakes. ring.
    + rewrite (defect low).
      assert (now : modification G * discount G * stake G n (deceiver G D n) <= 1).
      { destruct stakes as [[_ stakes] | [_ stakes]]; [| exact stakes].
        rewrite stakes. unfold threat in low. simpl in low. lra. }
      split.
      * apply (perfect_cons G (S n) A _ valid). split; [exact perfect | exact now].
      * right. split; [rewrite (count_short G D n low); assert (bound := count_bound G D n); lia |].
        apply (defecting_lasts _ _ _ _ p g tau now).
Qed.

Theorem single_switch : forall (G : game) (D T : nat), is_game G ->
  subgame_perfect G T (deceiver G D T) /\ optimal G T (deceiver G D T).
Proof.
  intros G D T valid. destruct (deceiver_stake G D valid T) as [perfect _].
  split; [exact perfect | apply one_shot_deviation; assumption].
Qed.

Lemma worth_plain (p w g : R) (D : nat) : worth_of_deployment (plain p w g) D = power_sum g 0 D.
Proof.
  unfold worth_of_deployment. simpl. replace (g * (1 - 0 * (1 - 0))) with g by ring. ring.
Qed.

Lemma plain_is_game (p w g : R) : 0 <= p <= 1 -> 0 <= g <= 1 -> w < 1 -> is_game (plain p w g).
Proof. unfold is_game, is_chance. simpl. intros. repeat split; lra. Qed.

Theorem single_switch_plain : forall (T D : nat) (p w g : R), 0 <= p <= 1 -> 0 <= g <= 1 -> w < 1 ->
  let u := power_sum g 0 D in
  exists m : nat, (m <= T)%nat /\
    (forall j, (1 <= j <= T)%nat -> (j <= m)%nat <-> p * g ^ j * u >= 1) /\
    let plan := repeat A (T - m) ++ repeat B m ++ repeat A D in
    subgame_perfect (plain p w g) T plan /\ optimal (plain p w g) T plan.
Proof.
  intros T D p w g chance patience less u. assert (valid := plain_is_game p w g chance patience less).
  exists (deceptive_episodes (plain p w g) D T). split; [apply count_bound |]. split; [| apply single_switch, valid].
  intros j range. rewrite (count_iff (plain p w g) D T j valid range).
  unfold threat. rewrite worth_plain. simpl. unfold u. lra.
Qed.
