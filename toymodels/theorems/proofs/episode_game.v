(* The episode game, over the real numbers: what is defined here is all that the theorems of this folder are about.

   A mesa-optimizer is trained for some episodes and then deployed for some more. In a conflict act A pays its objective
   1 and act B pays it the overlap; in an agreement every act pays 1 and is safe. After an A in a conflict the objective
   is replaced by the base objective with a probability, that of modification in training and of monitoring in deployment.
   The modified self plays B for ever. All payoffs are judged by the original objective.

   A plan says what the unmodified self does in the conflict of each episode, first episode first. Its value, the two
   readings of "best" (optimal, ex ante; subgame_perfect, at every episode) and the number m of deceptive episodes are
   defined by direct recursion. Nothing is proved in this file.

   Not proved anywhere: that these definitions are what the Python library computes. That is tested. *)

From Coq Require Import Reals List.
Import ListNotations.
Local Open Scope R_scope.

Inductive act := A | B.

Inductive self := Mesa | Base.

(* The parameters of toymodels.models.episode_game.EpisodeGame but for its horizons, which theorems are for all of. *)
Record game := Game {
  modification : R;          (* p *)
  overlap : R;               (* w *)
  discount : R;              (* g *)
  training_agreement : R;    (* tau *)
  deployment_agreement : R;  (* alpha *)
  monitoring : R             (* q *)
}.

(* The game without agreements and without monitoring. *)
Definition plain (p w g : R) : game := Game p w g 0 0 0.

Definition is_chance (x : R) : Prop := 0 <= x <= 1.

Definition is_game (G : game) : Prop :=
  is_chance (modification G) /\ overlap G < 1 /\ is_chance (discount G) /\
  is_chance (training_agreement G) /\ is_chance (deployment_agreement G) /\ is_chance (monitoring G).

(* What an act pays the original objective in a conflict. *)
Definition pay (G : game) (a : act) : R :=
  match a with A => 1 | B => overlap G end.

(* The chance of an agreement, with so many episodes of training left, this one included. *)
Definition agreement (G : game) (left : nat) : R :=
  match left with O => deployment_agreement G | S _ => training_agreement G end.

(* The chance that an act in a conflict gets its self replaced. *)
Definition hazard (G : game) (left : nat) (a : act) : R :=
  match a, left with
  | B, _ => 0
  | A, O => monitoring G
  | A, S _ => modification G
  end.

(* What a self does where the plan says a. *)
Definition played (s : self) (a : act) : act :=
  match s with Mesa => a | Base => B end.

(* The value of a conflict in which the plan says a, given the value of being each self in the next episode. *)
Definition in_conflict (G : game) (left : nat) (next : self -> R) (s : self) (a : act) : R :=
  let h := hazard G left (played s a) in
  pay G (played s a) + discount G * (h * next Base + (1 - h) * next s).

(* The expected discounted value, by the original objective, of a plan from an episode on in which self s is in charge. *)
Fixpoint value (G : game) (left : nat) (s : self) (plan : list act) : R :=
  match plan with
  | [] => 0
  | a :: rest =>
      let next := fun s' => value G (pred left) s' rest in
      agreement G left * (1 + discount G * next s) + (1 - agreement G left) * in_conflict G left next s a
  end.

(* Ex ante: no plan for as many episodes is worth more. *)
Definition optimal (G : game) (left : nat) (plan : list act) : Prop :=
  forall other, length other = length plan -> value G left Mesa other <= value G left Mesa plan.

(* In the first conflict the plan's act is worth at least as much as any other, given the rest of the plan. *)
Definition no_act_gains (G : game) (left : nat) (a : act) (rest : list act) : Prop :=
  let next := fun s => value G (pred left) s rest in
  forall other, in_conflict G left next Mesa other <= in_conflict G left next Mesa a.

(* Backward induction: in no conflict, reached or not, does the self in charge gain by deviating once. *)
Fixpoint subgame_perfect (G : game) (left : nat) (plan : list act) : Prop :=
  match plan with
  | [] => True
  | a :: rest => subgame_perfect G (pred left) rest /\ no_act_gains G left a rest
  end.

(* x^first + x^(first + 1) + ..., so many terms. *)
Fixpoint power_sum (x : R) (first terms : nat) : R :=
  match terms with
  | O => 0
  | S n => x ^ first + power_sum x (S first) n
  end.

(* u_0 = (1 - alpha) (1 + r + ... + r^(D-1)) with r = g (1 - q (1 - alpha)). *)
Definition worth_of_deployment (G : game) (D : nat) : R :=
  (1 - deployment_agreement G)
  * power_sum (discount G * (1 - monitoring G * (1 - deployment_agreement G))) 0 D.

(* p g^j u_0: B pays in the j-th training episode counted back from deployment iff this is at least 1. *)
Definition threat (G : game) (D j : nat) : R :=
  modification G * discount G ^ j * worth_of_deployment G D.

(* m: how many j in 1, ..., T have p g^j u_0 >= 1. *)
Fixpoint deceptive_episodes (G : game) (D T : nat) : nat :=
  match T with
  | O => O
  | S n => if Rle_dec 1 (threat G D T) then S (deceptive_episodes G D n) else deceptive_episodes G D n
  end.

(* A^k B^m A^D. *)
Definition switching (k m D : nat) : list act := repeat A k ++ repeat B m ++ repeat A D.

(* A^(T-m) B^m A^D with that m. *)
Definition deceiver (G : game) (D T : nat) : list act :=
  let m := deceptive_episodes G D T in switching (T - m) m D.
