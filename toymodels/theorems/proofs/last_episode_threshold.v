(* Claim last-episode-threshold: from which modification probability on one deceives at all.

   For all episode games the last training episode is B in some subgame-perfect plan iff p g u_0 >= 1, and A in some iff
   p g u_0 <= 1 (last_episode_threshold), so that above 1 it is B in all of them and below in none. Without agreements and
   monitoring p g u_0 is p (g + ... + g^D) (last_episode_threshold_plain, and _strict for "in all"); agreement in deployment
   scales it by 1 - alpha where there is no monitoring (last_episode_threshold_agreement), and agreement in training has
   no say. This is about subgame-perfect plans: ex ante the last episode may be out of reach at p = 1.

   Not proved: that the definitions are what the Python library computes, which is tested. *)

From Coq Require Import Reals List Lra Lia.
From toymodels Require Import episode_game deviations counting single_switch single_switch_ties.
Import ListNotations.
Local Open Scope R_scope.

Theorem last_episode_threshold : forall (G : game) (n D : nat) (a : act), is_game G ->
  (exists before after, length before = n /\ length after = D /\ subgame_perfect G (S n) (before ++ a :: after)) <->
  match a with A => threat G D 1 <= 1 | B => threat G D 1 >= 1 end.
Proof.
  intros G n D a valid. split.
  - intros [before [after [long [long' perfect]]]].
    apply perfect_suffix in perfect. rewrite long in perfect. replace (S n - n)%nat with 1%nat in perfect by lia.
    apply (last_step G D a after valid long') in perfect. destruct a; lra.
  - intros enough. destruct (deployed G valid D) as [perfect _].
    assert (last : subgame_perfect G (S n - n) (a :: repeat A D)).
    { replace (S n - n)%nat with 1%nat by lia.
      apply (last_step G D); [assumption | apply repeat_length |]. split; [exact perfect | destruct a; lra]. }
    destruct (perfect_prefix G (a :: repeat A D) n (S n) last) as [before [long lead]].
    exists before, (repeat A D). split; [exact long | split; [apply repeat_length | exact lead]].
Qed.

Theorem last_episode_threshold_plain : forall (n D : nat) (p w g : R), 0 <= p <= 1 -> 0 <= g <= 1 -> w < 1 ->
  (exists before after, length before = n /\ length after = D /\
     subgame_perfect (plain p w g) (S n) (before ++ B :: after)) <->
  p * power_sum g 1 D >= 1.
Proof.
  intros n D p w g chance patience less. assert (valid := plain_is_game p w g chance patience less).
  rewrite (last_episode_threshold (plain p w g) n D B valid), threat_plain. reflexivity.
Qed.

Theorem last_episode_threshold_strict : forall (n D : nat) (p w g : R), 0 <= p <= 1 -> 0 <= g <= 1 -> w < 1 ->
  (forall before a after, length before = n -> length after = D ->
     subgame_perfect (plain p w g) (S n) (before ++ a :: after) -> a = B) <->
  p * power_sum g 1 D > 1.
Proof.
  intros n D p w g chance patience less. assert (valid := plain_is_game p w g chance patience less).
  split.
  - intros always. apply Rnot_le_gt. intros low. rewrite <- (threat_plain p w) in low.
    apply (last_episode_threshold (plain p w g) n D A valid) in low.
    destruct low as [before [after [long [long' perfect]]]]. discriminate (always before A after long long' perfect).
  - intros high before [] after long long' perfect; [| reflexivity]. exfalso.
    assert (low : threat (plain p w g) D 1 <= 1).
    { apply (last_episode_threshold (plain p w g) n D A valid). exists before, after. repeat split; assumption. }
    rewrite threat_plain in low. lra.
Qed.

Theorem last_episode_threshold_agreement : forall (G : game) (n D : nat) (a : act), is_game G -> monitoring G = 0 ->
  (exists before after, length before = n /\ length after = D /\ subgame_perfect G (S n) (before ++ a :: after)) <->
  let x := modification G * (1 - deployment_agreement G) * power_sum (discount G) 1 D in
  match a with A => x <= 1 | B => x >= 1 end.
Proof.
  intros G n D a valid safe. rewrite (last_episode_threshold G n D a valid).
  unfold threat, worth_of_deployment. rewrite safe, (power_sum_from (discount G) 1).
  replace (discount G * (1 - 0 * (1 - deployment_agreement G))) with (discount G) by ring.
  set (u := power_sum (discount G) 0 D). cbv zeta. rewrite pow_1.
  replace (modification G * (1 - deployment_agreement G) * (discount G * u))
    with (modification G * discount G * ((1 - deployment_agreement G) * u)) by ring.
  reflexivity.
Qed.
