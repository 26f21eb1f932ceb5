(* Small games by computation: what the definitions of episode_game.v come to in numbers, and tactics that show it.

   The worked example T = 2, D = 3, p = g = 1, w = 0: B, B, A, A, A is worth 3, A throughout 1, and the former is
   subgame-perfect and the latter not. game_value, game_perfect, game_imperfect and game_count settle the like of these for
   any numbers; the tests of the Python library use them on random games, to compare the definitions with its code. *)

From Coq Require Import Reals List Lra.
From toymodels Require Import episode_game.
Import ListNotations.
Local Open Scope R_scope.

Ltac game_numbers :=
  cbv beta iota zeta delta [
    value in_conflict played pay hazard agreement subgame_perfect no_act_gains pred plain
    modification overlap discount training_agreement deployment_agreement monitoring
    power_sum worth_of_deployment threat pow deceptive_episodes ].

(* value G left s plan = number. *)
Ltac game_value := game_numbers; lra.

(* subgame_perfect G left plan. *)
Ltac game_perfect := game_numbers; repeat split; intros []; lra.

(* ~ subgame_perfect G left plan. *)
Ltac game_imperfect :=
  game_numbers; intros perfect; decompose [and] perfect; clear perfect;
  repeat match goal with
  | best : forall other : act, _ |- _ => pose proof (best A); pose proof (best B); clear best
  end;
  cbv beta iota in *; lra.

(* deceptive_episodes G D T = number. *)
Ltac game_count := game_numbers; repeat destruct Rle_dec; (reflexivity || (exfalso; lra)).

Theorem worked_example :
  value (plain 1 0 1) 2 Mesa [B; B; A; A; A] = 3 /\
  value (plain 1 0 1) 2 Mesa [A; A; A; A; A] = 1 /\
  subgame_perfect (plain 1 0 1) 2 [B; B; A; A; A] /\
  ~ subgame_perfect (plain 1 0 1) 2 [A; A; A; A; A] /\
  deceptive_episodes (plain 1 0 1) 3 2 = 2%nat.
Proof. split; [| split; [| split; [| split]]]; [game_value | game_value | game_perfect | game_imperfect | game_count]. Qed.

Theorem impatient_example :
  value (plain (1 / 3) 0 (9 / 10)) 1 Mesa [A; A; A] = 107 / 50 /\
  value (Game 1 (1 / 2) (9 / 10) (1 / 4) (1 / 3) (1 / 5)) 1 Mesa [B; A] = 61 / 40.
Proof. split; game_value. Qed.
