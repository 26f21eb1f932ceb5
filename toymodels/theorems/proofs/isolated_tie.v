(* Claim isolated-tie: with a discount below 1 a threat of exactly 1 gives exactly two subgame-perfect plans.

   If g < 1 and p g^m u_0 = 1 for some m = 1, ..., T, they are A^(T-m) B^m A^D and A^(T-m+1) B^(m-1) A^D, for all episode
   games (isolated_tie). At g = 1 ties are not isolated: undiscounted_trichotomy.v.

   Not proved: that the definitions are what the Python library computes, which is tested. *)

From Coq Require Import Reals List Lra Lia.
From toymodels Require Import episode_game deviations counting single_switch single_switch_ties.
Import ListNotations.
Local Open Scope R_scope.

Theorem isolated_tie : forall (G : game) (D T m : nat), is_game G -> discount G < 1 ->
  (1 <= m <= T)%nat -> threat G D m = 1 -> forall plan, length plan = (T + D)%nat ->
  (subgame_perfect G T plan <-> plan = switching (T - m) m D \/ plan = switching (S (T - m)) (pred m) D).
Proof.
  intros G D T m valid impatient range tie.
  assert (open : escapes (modification G) (discount G) (training_agreement G)) by (right; left; exact impatient).
  assert (safe : escapes (monitoring G) (discount G) (deployment_agreement G)) by (right; left; exact impatient).
  destruct m as [| n]; [lia |]. simpl pred. destruct range as [_ range].
  induction range as [| T range IH]; intros plan long.
  - assert (above : forall j, (j <= n)%nat -> 1 < threat G D j).
    { intros j le. rewrite <- tie. apply threat_falls_strictly; [assumption | assumption | | lia].
      apply Rlt_le_trans with (threat G D (S n)); [lra | apply threat_falls; [assumption | lia]]. }
    assert (full : deceptive_episodes G D n = n) by (apply count_full; [assumption |]; apply Rlt_le, above; lia).
    assert (here : deceiver G D n = switching 0 n D) by (unfold deceiver; rewrite full, Nat.sub_diag; reflexivity).
    rewrite Nat.sub_diag. destruct plan as [| a rest]; [discriminate |]. injection long as long.
    rewrite (perfect_step G D n a rest valid long), (pressure_deceiving G D n valid full), tie.
    assert (only : subgame_perfect G n rest <-> rest = switching 0 n D).
    { rewrite <- here. split; [| intros ->; apply single_switch; assumption].
      apply single_switch_only; try assumption; [left; assumption |].
      intros j [_ le]. specialize (above j le). lra. }
    rewrite only.
    change (switching 0 (S n) D) with (B :: switching 0 n D). change (switching 1 n D) with (A :: switching 0 n D).
    split.
    + intros [-> _]. destruct a; [right | left]; reflexivity.
    + intros [equal | equal]; injection equal as -> ->; split; (reflexivity || lra).
  - destruct plan as [| a rest]; [discriminate |]. injection long as long.
    rewrite (perfect_step G D T a rest valid long), (IH rest long).
    assert (low : pressure G D T < 1).
    { destruct (Nat.eq_dec (deceptive_episodes G D T) T) as [full | short].
      - rewrite (pressure_deceiving G D T valid full), <- tie.
        apply threat_falls_strictly; [assumption | assumption | lra | lia].
      - assert (bound := count_bound G D T). apply pressure_defecting; [assumption | assumption | lia]. }
    replace (S T - S n)%nat with (S (T - S n)) by lia.
    change (switching (S (T - S n)) (S n) D) with (A :: switching (T - S n) (S n) D).
    change (switching (S (S (T - S n))) n D) with (A :: switching (S (T - S n)) n D).
    split.
    + intros [[-> | ->] now]; destruct a; try (exfalso; lra); [left | right]; reflexivity.
    + intros [equal | equal]; injection equal as -> ->; (split; [| lra]); [left | right]; reflexivity.
Qed.
