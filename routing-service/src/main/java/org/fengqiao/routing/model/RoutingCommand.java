package org.fengqiao.routing.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;

/** Requests to routing about one case. Each belongs to one slice, and is either an instruction or news. */
public sealed interface RoutingCommand {

    /** Requests of a person. One that does not hold is refused with its reason. */
    sealed interface Instruction extends RoutingCommand {}

    /** Reports of another service or of a clock. One that no longer matters records nothing. */
    sealed interface News extends RoutingCommand {}

    /** Commands of triage: the first judgement on a case and every later one. */
    sealed interface TriageCommand extends RoutingCommand {}

    /** Commands of custody: assignment, claim, return and escalation. */
    sealed interface CustodyCommand extends RoutingCommand {}

    /** Commands of closing: the end of a case, how well it holds, and its reopening. */
    sealed interface ClosingCommand extends RoutingCommand {}

    /**
     * Intake has accepted the case.
     *
     * @param facts what the table judges by
     * @param told the texts among them as they came, closed
     * @param place where the dispute is
     * @param parties who is in dispute
     * @param receivedAt when the centre received the case
     * @param at when it was accepted: chooses the table in force
     */
    record TriageCase(TriageFacts facts, Told told, Place place, List<Party> parties, Instant receivedAt, Instant at)
            implements TriageCommand, News {
        public TriageCase {
            parties = List.copyOf(parties);
        }

        /** Returns the same command with its summary opened, if the ring has the key. */
        public TriageCase opened(KeyRing ring) {
            return new TriageCase(facts.opened(ring), told, place, parties, receivedAt, at);
        }
    }

    /**
     * What was told about a case when it came in, as it is kept for a trial of another table.
     *
     * @param categoryHint missing if the channel had no opinion
     */
    record Told(@Nullable PersonalText categoryHint, PersonalText summary) {}

    /**
     * A person notes grounds of risk that the words did not tell.
     *
     * @param grounds their codes
     * @param reason what the person saw or heard
     * @param at when; chooses the table that says what follows
     */
    record NoteRisk(List<String> grounds, PersonalText reason, Instant at) implements TriageCommand, Instruction {
        public NoteRisk {
            grounds = List.copyOf(grounds);
        }
    }

    /**
     * A person judges the case otherwise than the table.
     *
     * @param reason why
     * @param at chooses the table whose version is recorded
     */
    record OverruleTriage(String category, Complexity complexity, Risk risk, Path path, PersonalText reason, Instant at)
            implements TriageCommand, Instruction {}

    /**
     * The case could not be settled where it was.
     *
     * @param custody the assignment in which it was tried
     * @param cause what happened
     * @param at when
     */
    record RecordFailure(int custody, RetriageCause cause, Instant at) implements TriageCommand, News {}

    /**
     * A dispatcher gives the case to a unit.
     *
     * @param unit the unit's id
     */
    record AssignCase(String unit) implements CustodyCommand, Instruction {}

    /**
     * A worker of the unit takes the case up (认领).
     *
     * @param by the unit that the caller acts for; missing if a dispatcher claims for whatever unit is named
     * @param unit the unit's id
     * @param worker the worker's id
     * @param at when
     */
    record ClaimCase(@Nullable String by, String unit, String worker, Instant at)
            implements CustodyCommand, Instruction {

        boolean isForTheCallersUnit() {
            return by == null || by.equals(unit);
        }
    }

    /**
     * The unit gives the case back (退回).
     *
     * @param by the unit that asks; missing if a dispatcher asks for whatever unit holds the case
     * @param reason why
     * @param responsible the id of the unit that it thinks is responsible; missing if it does not know
     * @param at when
     */
    record ReturnCase(
            @Nullable String by,
            PersonalText reason,
            @Nullable String responsible,
            Instant at) implements CustodyCommand, Instruction {}

    /**
     * The unit asks the one above to take the case.
     *
     * @param by the unit that asks; missing if a dispatcher asks for whatever unit holds the case
     * @param reason why
     */
    record EscalateCase(@Nullable String by, PersonalText reason) implements CustodyCommand, Instruction {}

    /**
     * The time to claim has run out.
     *
     * @param custody the assignment it ran for
     */
    record EscalateUnclaimed(int custody) implements CustodyCommand, News {}

    /**
     * A department has handled the case by its own powers.
     *
     * @param by the unit that says so; missing if a dispatcher says so for whatever unit holds the case
     * @param result what was done
     * @param at when
     */
    record RecordHandling(@Nullable String by, PersonalText result, Instant at)
            implements ClosingCommand, Instruction {}

    /**
     * A dispatcher closes the case.
     *
     * @param outcome how it ended
     * @param mergedInto the case in which it goes on; missing unless it is merged
     * @param reason on what grounds
     * @param at when
     */
    record CloseCase(Outcome outcome, @Nullable UUID mergedInto, PersonalText reason, Instant at)
            implements ClosingCommand, Instruction {}

    /**
     * The case was settled where it was: in mediation, by the tribunal or by the petition agency.
     *
     * @param custody the assignment in which it was settled
     * @param outcome how
     * @param event the event that tells of it
     * @param at when
     */
    record RecordConclusion(int custody, Outcome outcome, UUID event, Instant at) implements ClosingCommand, News {}

    /**
     * The parties have signed an agreement that is still to be confirmed, so that it settles nothing yet.
     *
     * @param event the event that tells of it
     */
    record NoteAgreement(UUID event) implements ClosingCommand, News {}

    /**
     * The applicants took the case back at intake.
     *
     * @param event the event that tells of it
     * @param at when
     */
    record WithdrawCase(UUID event, Instant at) implements ClosingCommand, News {}

    /**
     * The parties were asked how they are.
     *
     * @param closure the closing they were asked about
     * @param revisit which revisit
     * @param reached whether anybody was reached
     * @param satisfaction 1 to 5; missing if nobody was reached
     * @param performed whether what was promised is being done; missing if nobody could say
     * @param newTrouble whether there is new trouble; missing if nobody could say
     * @param outstanding obligations not yet performed
     * @param at when
     */
    record RecordRevisit(
            int closure,
            int revisit,
            boolean reached,
            @Nullable Integer satisfaction,
            @Nullable Boolean performed,
            @Nullable Boolean newTrouble,
            int outstanding,
            Instant at)
            implements ClosingCommand, News {

        /** The lowest score that counts as satisfied. */
        private static final int SATISFIED = 3;

        boolean tellsOfABreach() {
            return Boolean.FALSE.equals(performed);
        }

        boolean tellsOfDissatisfaction() {
            return satisfaction != null && satisfaction < SATISFIED;
        }

        boolean tellsOfNewTrouble() {
            return Boolean.TRUE.equals(newTrouble);
        }

        boolean tellsOfSatisfaction() {
            return satisfaction != null && satisfaction >= SATISFIED;
        }

        boolean leavesNothingOutstanding() {
            return outstanding == 0;
        }
    }

    /**
     * An obligation of the agreement was performed.
     *
     * @param outstanding obligations not yet performed
     * @param at when
     */
    record RecordPerformance(int outstanding, Instant at) implements ClosingCommand, News {

        boolean leavesNothingOutstanding() {
            return outstanding == 0;
        }
    }

    /**
     * An obligation of the agreement was breached.
     *
     * @param at when
     */
    record RecordBreach(Instant at) implements ClosingCommand, News {}

    /**
     * A person reopens the case.
     *
     * @param reason why
     * @param at when
     */
    record ReopenCase(PersonalText reason, Instant at) implements ClosingCommand, Instruction {}
}
