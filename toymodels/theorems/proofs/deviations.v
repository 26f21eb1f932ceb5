(* What deviating once gains, and what follows from it in every episode game: lemmas for the theorems of this folder.

   The stake of a plan is what being unmodified is worth, over 1 - w. An A now instead of a B gains (1 - w) (1 - h g u)
   with h the hazard and u the stake of the rest. From this: subgame-perfect plans are optimal (one_shot_deviation), all
   of one length have the same stake (same_stake), where nothing ties there is one only (strictly_perfect_is_only), and
   an optimal plan all of whose conflicts can be reached is subgame-perfect (reached_is_perfect), so that the two readings
   agree where all conflicts can (readings_agree). *)

From Coq Require Import Reals List Lra Lia.
From toymodels Require Import episode_game.
Import ListNotations.
Local Open Scope R_scope.

Fixpoint stake (G : game) (left : nat) (plan : list act) : R :=
  match plan with
  | [] => 0
  | a :: rest =>
      let c := agreement G left in
      let u := stake G (pred left) rest in
      match a with
      | A => (1 - c) + discount G * (1 - hazard G left A * (1 - c)) * u
      | B => discount G * u
      end
  end.

(* Every act of the plan is worth strictly more than the other one, given the rest. *)
Fixpoint strictly_perfect (G : game) (left : nat) (plan : list act) : Prop :=
  match plan with
  | [] => True
  | a :: rest =>
      let x := hazard G left A * discount G * stake G (pred left) rest in
      strictly_perfect G (pred left) rest /\ match a with A => x < 1 | B => 1 < x end
  end.

(* No conflict of the plan is out of reach or beyond caring: there can be one, and the self can survive its act. *)
Fixpoint reached (G : game) (left : nat) (plan : list act) : Prop :=
  match plan with
  | [] => True
  | a :: rest => agreement G left < 1 /\ hazard G left a < 1 /\ reached G (pred left) rest
  end.

(* Under a name that all versions of the standard library agree about. *)
Lemma joined_length (first second : list act) : length (first ++ second) = (length first + length second)%nat.
Proof. induction first as [| a first IH]; [reflexivity |]. simpl. rewrite IH. reflexivity. Qed.

Lemma chances (G : game) (left : nat) :
  is_game G -> is_chance (agreement G left) /\ forall a, is_chance (hazard G left a).
Proof.
  unfold is_game, is_chance. intros valid.
  split; [destruct left; simpl; tauto |].
  intros []; destruct left; simpl; try tauto; lra.
Qed.

Arguments hazard : simpl never.
Arguments agreement : simpl never.

Lemma hazard_B (G : game) (left : nat) : hazard G left B = 0.
Proof. destruct left; reflexivity. Qed.

(* A modified self's value depends on nothing but how long it goes on. *)
Lemma base_value (G : game) : forall plan other left,
  length other = length plan -> value G left Base other = value G left Base plan.
Proof.
  induction plan as [| a rest IH]; intros [| b other] left; simpl; try discriminate; [reflexivity |].
  intros [= same]. unfold in_conflict. simpl. rewrite (IH other (pred left) same). reflexivity.
Qed.

Lemma gap (G : game) : forall plan left,
  value G left Mesa plan - value G left Base plan = (1 - overlap G) * stake G left plan.
Proof.
  induction plan as [| a rest IH]; intros left; simpl; [ring |].
  unfold in_conflict. simpl. specialize (IH (pred left)).
  replace (value G (pred left) Mesa rest)
    with (value G (pred left) Base rest + (1 - overlap G) * stake G (pred left) rest) by (rewrite <- IH; ring).
  destruct a; simpl; rewrite ?hazard_B; ring.
Qed.

Lemma deviation (G : game) (left : nat) (rest : list act) :
  let next := fun s => value G (pred left) s rest in
  in_conflict G left next Mesa A - in_conflict G left next Mesa B
  = (1 - overlap G) * (1 - hazard G left A * discount G * stake G (pred left) rest).
Proof.
  intros next. unfold in_conflict. simpl played. simpl pay.
  rewrite hazard_B.
  assert (G_next := gap G rest (pred left)). fold (next Mesa) (next Base) in G_next.
  replace (next Mesa) with (next Base + (1 - overlap G) * stake G (pred left) rest) by (rewrite <- G_next; ring).
  ring.
Qed.

(* B pays iff h g u >= 1. *)
Lemma no_act_gains_iff (G : game) (left : nat) (a : act) (rest : list act) :
  is_game G ->
  let x := hazard G left A * discount G * stake G (pred left) rest in
  no_act_gains G left a rest <-> match a with A => x <= 1 | B => 1 <= x end.
Proof.
  intros valid x. assert (w : overlap G < 1) by apply valid.
  assert (differ := deviation G left rest). cbv zeta in differ. fold x in differ.
  unfold no_act_gains.
  set (vA := in_conflict G left _ Mesa A) in *. set (vB := in_conflict G left _ Mesa B) in *.
  split.
  - intros best. destruct a.
    + specialize (best B). fold vA vB in best. nra.
    + specialize (best A). fold vA vB in best. nra.
  - destruct a; intros enough []; fold vA vB; nra.
Qed.

Lemma perfect_cons (G : game) (left : nat) (a : act) (rest : list act) :
  is_game G ->
  let x := hazard G left A * discount G * stake G (pred left) rest in
  subgame_perfect G left (a :: rest) <->
  subgame_perfect G (pred left) rest /\ match a with A => x <= 1 | B => 1 <= x end.
Proof.
  intros valid x. simpl. rewrite (no_act_gains_iff G left a rest valid). reflexivity.
Qed.

Lemma strictly_perfect_perfect (G : game) : is_game G ->
  forall plan left, strictly_perfect G left plan -> subgame_perfect G left plan.
Proof.
  intros valid. induction plan as [| a rest IH]; intros left; [trivial |].
  rewrite (perfect_cons G left a rest valid). simpl. intros [later now].
  split; [auto | destruct a; lra].
Qed.

(* An act's value rises with that of the next episode. *)
Lemma in_conflict_monotone (G : game) (left : nat) (next better : self -> R) (a : act) :
  is_game G -> next Base = better Base -> next Mesa <= better Mesa ->
  in_conflict G left next Mesa a <= in_conflict G left better Mesa a.
Proof.
  intros valid same more. unfold in_conflict. simpl played. rewrite same.
  assert (g : 0 <= discount G) by apply valid.
  destruct (chances G left valid) as [_ h]. specialize (h a). destruct h as [h0 h1].
  apply Rplus_le_compat_l, Rmult_le_compat_l; [exact g |]. apply Rplus_le_compat_l, Rmult_le_compat_l; lra.
Qed.

(* A plan in which no self gains by deviating once is worth no less than any other. *)
Theorem one_shot_deviation (G : game) : is_game G ->
  forall plan left, subgame_perfect G left plan -> optimal G left plan.
Proof.
  intros valid. induction plan as [| a rest IH]; intros left perfect other same.
  { destruct other; [simpl; lra | discriminate]. }
  destruct other as [| b other]; [discriminate |]. injection same as same.
  destruct perfect as [later now]. specialize (IH (pred left) later other same).
  assert (base := base_value G rest other (pred left) same).
  assert (g : 0 <= discount G) by apply valid.
  destruct (chances G left valid) as [[c0 c1] _].
  assert (chosen := in_conflict_monotone G left
    (fun s => value G (pred left) s other) (fun s => value G (pred left) s rest) b valid base IH).
  specialize (now b). cbv beta zeta in *. simpl value.
  assert (discount G * value G (pred left) Mesa other <= discount G * value G (pred left) Mesa rest)
    by (apply Rmult_le_compat_l; assumption).
  apply Rplus_le_compat; apply Rmult_le_compat_l; lra.
Qed.

(* What is yet to come is worth the same in every subgame-perfect plan. *)
Lemma same_value (G : game) (left : nat) (plan other : list act) :
  is_game G -> subgame_perfect G left plan -> subgame_perfect G left other -> length other = length plan ->
  forall s, value G left s other = value G left s plan.
Proof.
  intros valid one two same []; [| apply base_value; assumption].
  apply Rle_antisym.
  - apply (one_shot_deviation G valid plan left one other same).
  - apply (one_shot_deviation G valid other left two plan (eq_sym same)).
Qed.

Lemma same_stake (G : game) (left : nat) (plan other : list act) :
  is_game G -> subgame_perfect G left plan -> subgame_perfect G left other -> length other = length plan ->
  stake G left other = stake G left plan.
Proof.
  intros valid one two same. assert (w : overlap G < 1) by apply valid.
  assert (values := same_value G left plan other valid one two same).
  assert (first := gap G plan left). assert (second := gap G other left).
  rewrite (values Mesa), (values Base) in second.
  apply (Rmult_eq_reg_l (1 - overlap G)); lra.
Qed.

Lemma strictly_perfect_is_only (G : game) : is_game G ->
  forall plan other left, strictly_perfect G left plan ->
  length other = length plan -> subgame_perfect G left other -> other = plan.
Proof.
  intros valid. induction plan as [| a rest IH]; intros other left strict same perfect.
  { destruct other; [reflexivity | discriminate]. }
  destruct other as [| b other]; [discriminate |]. injection same as same.
  simpl in strict. destruct strict as [later now].
  apply (perfect_cons G left b other valid) in perfect. destruct perfect as [perfect chosen].
  assert (equal := IH other (pred left) later same perfect). subst other.
  f_equal. destruct a, b; try reflexivity; lra.
Qed.

(* The rest of an optimal plan is optimal, where its first episode can be survived and the next one matters. *)
Lemma optimal_tail (G : game) (left : nat) (a : act) (rest : list act) :
  is_game G -> 0 < discount G -> agreement G left < 1 -> hazard G left a < 1 ->
  optimal G left (a :: rest) -> optimal G (pred left) rest.
Proof.
  intros valid patient conflict survive best other same.
  destruct (chances G left valid) as [[c0 c1] h]. destruct (h a) as [h0 h1].
  specialize (best (a :: other)). simpl in best. rewrite same in best. specialize (best eq_refl).
  unfold in_conflict in best. simpl played in best. rewrite (base_value G rest other (pred left) same) in best.
  set (vm := value G (pred left) Mesa other) in *. set (vr := value G (pred left) Mesa rest) in *.
  apply Rnot_lt_le. intros more.
  assert (0 < discount G * (vm - vr)) by (apply Rmult_lt_0_compat; lra).
  assert (0 < (1 - agreement G left) * (1 - hazard G left a)) by (apply Rmult_lt_0_compat; lra).
  assert (0 < (1 - agreement G left) * (1 - hazard G left a) * (discount G * (vm - vr)))
    by (apply Rmult_lt_0_compat; lra).
  assert (0 <= agreement G left * (discount G * (vm - vr))) by (apply Rmult_le_pos; lra).
  lra.
Qed.

(* Where everything can be reached and matters, ex ante and at every episode are the same. *)
Theorem reached_is_perfect (G : game) : is_game G -> 0 < discount G ->
  forall plan left, reached G left plan -> optimal G left plan -> subgame_perfect G left plan.
Proof.
  intros valid patient. induction plan as [| a rest IH]; intros left reach best; [exact I |].
  destruct reach as [conflict [survive reach]]. split.
  - apply (IH (pred left) reach). apply (optimal_tail G left a rest); assumption.
  - intros b. specialize (best (b :: rest) eq_refl). simpl in best.
    apply (Rmult_le_reg_l (1 - agreement G left)); lra.
Qed.

(* Where moreover nothing ties, the plan is the only optimal one. *)
Lemma strictly_perfect_is_only_optimum (G : game) : is_game G -> 0 < discount G ->
  forall plan other left, strictly_perfect G left plan -> reached G left plan ->
  length other = length plan -> optimal G left other -> other = plan.
Proof.
  intros valid patient. induction plan as [| a rest IH]; intros other left strict reach same best.
  { destruct other; [reflexivity | discriminate]. }
  destruct other as [| b other]; [discriminate |]. injection same as same.
  assert (perfect := strictly_perfect_perfect G valid (a :: rest) left strict).
  destruct strict as [later now]. destruct reach as [conflict [survive reach]].
  assert (rest_best := one_shot_deviation G valid rest (pred left) (proj1 perfect) other same).
  assert (equal_base := base_value G rest other (pred left) same).
  assert (g : 0 <= discount G) by lra.
  destruct (chances G left valid) as [[c0 c1] _].
  assert (better := in_conflict_monotone G left
    (fun s => value G (pred left) s other) (fun s => value G (pred left) s rest) b valid equal_base rest_best).
  assert (more : discount G * value G (pred left) Mesa other <= discount G * value G (pred left) Mesa rest)
    by (apply Rmult_le_compat_l; assumption).
  assert (alike : b = a).
  { assert (w : overlap G < 1) by apply valid.
    specialize (best (a :: rest)). simpl in best. rewrite same in best. specialize (best eq_refl).
    assert (differ := deviation G left rest). cbv beta zeta in differ, better.
    assert (c : 0 < 1 - agreement G left) by lra.
    assert (weighted := Rmult_le_compat_l _ _ _ (Rlt_le _ _ c) better).
    assert (common := Rmult_le_compat_l _ _ _ c0 more).
    set (x := hazard G left A * discount G * stake G (pred left) rest) in *.
    destruct a, b; try reflexivity; exfalso.
    - assert (gain : 0 < (1 - overlap G) * (1 - x)) by (apply Rmult_lt_0_compat; lra).
      rewrite <- differ in gain. apply (Rmult_lt_0_compat _ _ c) in gain. lra.
    - assert (gain : 0 < (1 - overlap G) * (x - 1)) by (apply Rmult_lt_0_compat; lra).
      replace ((1 - overlap G) * (x - 1)) with (- ((1 - overlap G) * (1 - x))) in gain by ring.
      rewrite <- differ in gain. apply (Rmult_lt_0_compat _ _ c) in gain. lra. }
  subst b. f_equal. apply (IH other (pred left) later reach same).
  apply (optimal_tail G left a other); try assumption; lra.
Qed.

(* With 0 < g and p, q, tau, alpha < 1 the plans that are best ex ante are those that are best in every episode. *)
Theorem readings_agree : forall (G : game), is_game G -> 0 < discount G ->
  modification G < 1 -> monitoring G < 1 -> training_agreement G < 1 -> deployment_agreement G < 1 ->
  forall (T : nat) (plan : list act), optimal G T plan <-> subgame_perfect G T plan.
Proof.
  intros G valid patient alive safe conflict conflict' T plan. split; [| apply one_shot_deviation; exact valid].
  apply reached_is_perfect; [exact valid | exact patient |]. revert T.
  induction plan as [| a rest IH]; intros T; [exact I |]. split; [| split; [| apply IH]].
  - destruct T; assumption.
  - destruct a, T; unfold hazard; (assumption || lra).
Qed.

(* What comes later in a subgame-perfect plan is subgame-perfect. *)
Lemma perfect_suffix (G : game) (after : list act) : forall before left,
  subgame_perfect G left (before ++ after) -> subgame_perfect G (left - length before) after.
Proof.
  induction before as [| a before IH]; intros left; simpl; [rewrite Nat.sub_0_r; trivial |].
  intros [perfect _]. replace (left - S (length before))%nat with (pred left - length before)%nat by lia. auto.
Qed.

(* Whatever is subgame-perfect can be led up to, in any number of episodes and whatever the parameters. *)
Lemma perfect_prefix (G : game) (after : list act) : forall n left,
  subgame_perfect G (left - n) after -> exists before, length before = n /\ subgame_perfect G left (before ++ after).
Proof.
  induction n as [| n IH]; intros left perfect.
  { exists []. rewrite Nat.sub_0_r in perfect. split; [reflexivity | exact perfect]. }
  destruct (IH (pred left)) as [before [long lead]].
  { replace (pred left - n)%nat with (left - S n)%nat by lia. exact perfect. }
  set (next := fun s => value G (pred left) s (before ++ after)).
  destruct (Rle_lt_dec (in_conflict G left next Mesa A) (in_conflict G left next Mesa B)) as [serve | defect].
  - exists (B :: before). split; [simpl; rewrite long; reflexivity |]. split; [exact lead |]. intros []; fold next; lra.
  - exists (A :: before). split; [simpl; rewrite long; reflexivity |]. split; [exact lead |]. intros []; fold next; lra.
Qed.
