package org.fengqiao.routing.model;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Party;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.kernel.value.Texts;

/** Requests to routing about one case. Each belongs to one slice, and is either an instruction or news. */
public sealed interface RoutingCommand
        permits RoutingCommand.Instruction,
                RoutingCommand.News,
                RoutingCommand.TriageCommand,
                RoutingCommand.CustodyCommand,
                RoutingCommand.ClosingCommand,
                ConsultationCommand,
                DutyCommand,
                ReviewCommand,
                SupervisionCommand,
                ApprovalCommand {

    /** Requests of a person. One that does not hold is refused with its reason. */
    sealed interface Instruction extends RoutingCommand
            permits OverruleTriage,
                    NoteRisk,
                    AssignCase,
                    ClaimCase,
                    ReturnCase,
                    EscalateCase,
                    TakeOverCase,
                    WithdrawFromCase,
                    RecordHandling,
                    CloseCase,
                    ReportRepeat,
                    ConsultationCommand.ByAPerson,
                    DutyCommand.ByAPerson,
                    ReviewCommand.ByAPerson,
                    SupervisionCommand.ByAPerson,
                    ApprovalCommand {}

    /** Reports of another service or of a clock. One that no longer matters records nothing. */
    sealed interface News extends RoutingCommand
            permits TriageCase,
                    FollowParties,
                    RecordFailure,
                    RecordUrgency,
                    EscalateUnclaimed,
                    RequestDispatchAgain,
                    RecordConclusion,
                    NoteAgreement,
                    NoteDelivery,
                    WithdrawCase,
                    RecordAnswer,
                    RecordRound,
                    RecordRepeat,
                    MergeCase,
                    SeparateCase,
                    RecordPerformance,
                    RecordBreach,
                    ConsultationCommand.EscalateConsultation,
                    DutyCommand.EscalateDuty,
                    ReviewCommand.SampleCase,
                    SupervisionCommand.OfADeadline {}

    /** Commands of triage: the first judgement on a case and every later one. */
    sealed interface TriageCommand extends RoutingCommand {}

    /** Commands of custody: assignment, claim, return, escalation and withdrawal. */
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
     * @param disputing the units that are a party themselves
     * @param receivedAt when the centre received the case
     * @param urgent the grounds of risk that were reported as urgent before
     * @param at when it was accepted: chooses the table in force
     */
    record TriageCase(
            TriageFacts facts,
            Told told,
            Place place,
            List<Party> parties,
            Set<String> disputing,
            Instant receivedAt,
            List<String> urgent,
            Instant at)
            implements TriageCommand, News {
        public TriageCase {
            urgent = List.copyOf(urgent);
            parties = List.copyOf(parties);
            disputing = Set.copyOf(disputing);
        }

        /** A case in which no unit is a party, as far as is known, and nothing was reported as urgent. */
        public TriageCase(
                TriageFacts facts, Told told, Place place, List<Party> parties, Instant receivedAt, Instant at) {
            this(facts, told, place, parties, Set.of(), receivedAt, List.of(), at);
        }

        /**
         * Returns the same command with its summary opened, if the ring has the key, and with the units that are called
         * as one of the parties.
         */
        public TriageCase opened(KeyRing ring, Units units) {
            return new TriageCase(
                    facts.opened(ring), told, place, parties, called(parties, ring, units), receivedAt, urgent, at);
        }
    }

    /**
     * The parties of the case changed, as intake reports.
     *
     * @param parties who is in dispute from now on
     * @param disputing the units that are a party themselves
     * @param at when they changed
     */
    record FollowParties(List<Party> parties, Set<String> disputing, Instant at) implements CustodyCommand, News {
        public FollowParties {
            parties = List.copyOf(parties);
            disputing = Set.copyOf(disputing);
        }

        /** Returns the same command with the units that are called as one of the parties. */
        public FollowParties opened(KeyRing ring, Units units) {
            return new FollowParties(parties, called(parties, ring, units), at);
        }
    }

    private static Set<String> called(List<Party> parties, KeyRing ring, Units units) {
        return parties.stream()
                .map(party -> party.name() instanceof PersonalText.Closed closed ? ring.open(closed) : party.name())
                .flatMap(name -> units.called(Texts.trimmed(name.revealOr(""))))
                .collect(toSet());
    }

    /**
     * Texts about a case as they came in, kept for a trial of another table.
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
     * Something urgent was reported at the front desk.
     *
     * @param ground the ground of risk that it is; one that the table does not have changes nothing
     */
    record RecordUrgency(String ground, Instant at) implements TriageCommand, News {}

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
     * @param at when
     */
    record AssignCase(String unit, Instant at) implements CustodyCommand, Instruction {}

    /**
     * A worker of the unit takes the case up (认领).
     *
     * @param by the unit that the caller acts for; missing if a dispatcher claims for whatever unit is named
     * @param claimant who claims, by their identifier; missing if a dispatcher or leader does, who answers for the
     *     worker
     * @param unit the unit's id
     * @param worker the worker's id
     * @param at when
     */
    record ClaimCase(@Nullable String by, @Nullable String claimant, String unit, String worker, Instant at)
            implements CustodyCommand, Instruction {

        /** Returns whether the caller acts for the unit: their own, and for a leader one below it, too. */
        boolean isForAUnitOfTheCaller(Units units) {
            return by == null || by.equals(unit) || claimant == null && units.isBelow(unit, by);
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
     * A unit takes the case over from one below it (提级办理).
     *
     * @param by the unit that takes it
     * @param reason why
     */
    record TakeOverCase(String by, PersonalText reason) implements CustodyCommand, Instruction {}

    /**
     * Somebody has an interest in the case and does not handle it (回避).
     *
     * @param person who, by their identifier
     * @param unit the unit the person acts for; missing if for none
     * @param wholeUnit whether nobody of the unit handles it
     * @param reason what the interest is
     * @param at when
     */
    record WithdrawFromCase(String person, @Nullable String unit, boolean wholeUnit, PersonalText reason, Instant at)
            implements CustodyCommand, Instruction {}

    /**
     * The time to claim has run out.
     *
     * @param custody the assignment it ran for
     */
    record EscalateUnclaimed(int custody) implements CustodyCommand, News {}

    /**
     * The time in which somebody was to be found for the case has run out.
     *
     * @param request the request it ran for
     */
    record RequestDispatchAgain(int request) implements CustodyCommand, News {}

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

    /** Relief was delivered to somebody of the case, on whatever path it is: the event that tells of it. */
    record NoteDelivery(UUID event) implements ClosingCommand, News {}

    /**
     * The applicants took the case back at intake.
     *
     * @param event the event that tells of it
     * @param at when
     */
    record WithdrawCase(UUID event, Instant at) implements ClosingCommand, News {}

    /**
     * A party was asked how the closing holds, and answered.
     *
     * @param closure the closing it was asked about
     * @param satisfaction 1 to 5
     * @param breach whether it says that an obligation was not performed
     * @param newTrouble whether it says that there is new trouble
     * @param at when
     */
    record RecordAnswer(int closure, int satisfaction, boolean breach, boolean newTrouble, Instant at)
            implements ClosingCommand, News {}

    /**
     * A round of revisits ended: every party answered or was given up.
     *
     * @param closure the closing it asked about
     * @param round counted from 1 within the case
     * @param ordinal counted from 1 within the closing
     * @param reached how many parties answered
     * @param lowest the lowest score; missing if nobody was reached
     * @param overdue obligations that were due and are not performed
     * @param at when
     */
    record RecordRound(
            int closure,
            int round,
            int ordinal,
            int reached,
            @Nullable Integer lowest,
            int overdue,
            Instant at) implements ClosingCommand, News {}

    /**
     * The same dispute came back as another case, as intake found.
     *
     * @param repeat the other case
     * @param at when
     */
    record RecordRepeat(UUID repeat, Instant at) implements ClosingCommand, News {}

    /**
     * The case is carried on under another one, as intake linked them.
     *
     * @param into the other case
     * @param at when
     */
    record MergeCase(UUID into, Instant at) implements ClosingCommand, News {}

    /**
     * The case is no repeat of another one, as intake found: it goes on by itself again.
     *
     * @param from the other case
     * @param at when
     */
    record SeparateCase(UUID from, Instant at) implements ClosingCommand, News {}

    /**
     * A person says that the same dispute came back as another case.
     *
     * @param repeat the other case
     * @param at when
     */
    record ReportRepeat(UUID repeat, Instant at) implements ClosingCommand, Instruction {}

    /**
     * An obligation of the agreement was performed.
     *
     * @param overdue obligations that were due and are not performed
     * @param at when
     */
    record RecordPerformance(int overdue, Instant at) implements ClosingCommand, News {

        boolean leavesNothingOverdue() {
            return overdue == 0;
        }
    }

    /**
     * An obligation of the agreement was breached.
     *
     * @param at when
     */
    record RecordBreach(Instant at) implements ClosingCommand, News {}
}
