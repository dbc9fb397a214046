package org.fengqiao.intake.model;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.intake.model.IntakeEvent.ReferralAnswered;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;

/**
 * State of a case as far as the front desk decides about it.
 *
 * <pre>{@code
 * stateDiagram-v2
 *     [*] --> Referred: ReferralReceived
 *     [*] --> Waiting: CaseRegistered
 *     [*] --> WithdrawnAhead: WithdrawalReceived
 *     WithdrawnAhead --> Referred: ReferralReceived
 *     Referred --> Waiting: CaseRegistered
 *     Waiting --> Accepted: CaseAccepted
 *     Waiting --> Declined: CaseDeclined
 *     Waiting --> Withdrawn: CaseWithdrawn
 *     Accepted --> Accepted: ReferralAnswered, ClosingNoted, ClosingRevoked, SettlementNoted, SettlementRevoked
 *     Accepted --> Withdrawn: CaseWithdrawn
 *     Accepted --> Accepted: RepeatLinked, RepeatUnlinked, RepeatJoined, RepeatLeft, RepeatAnswered, PartiesReturned
 *     Withdrawn --> Withdrawn: ReferralAnswered
 * }</pre>
 *
 * <p>The chart shows the transitions that decisions record. Left out are the events that every registered case can have
 * where it stands: {@code PartyCorrected} (and {@code PartyJoined}, {@code PartyRemoved} while it goes on), {@code
 * AttachmentAdded}, {@code AttachmentWithdrawn}, {@code CaseFileTold} (of one that goes on), {@code StageRated}, {@code
 * UrgencyReported}, {@code UrgencyAcknowledged}, those of repeats, of the dialogue with partners and of their trades,
 * {@code LegalHoldPlaced}, {@code LegalHoldReleased} and, once nothing keeps its people, {@code ErasureRequested},
 * {@code ErasureRefused} and {@code SubjectErased}. No decision ends in {@code Referred}: the
 * registration follows in the same decision.
 *
 * <p>The transition methods do not check whether a transition is in the chart: a history is replayed as it was
 * recorded, and what may be recorded is for the deciders to say.
 */
public sealed interface IntakeCase {

    /**
     * Returns the case as one that is registered.
     *
     * @throws IllegalStateException if it is not
     */
    default Registered asRegistered() {
        return switch (this) {
            case Registered s -> s;
            case Unregistered _ -> throw new IllegalStateException("decided about before it was registered");
        };
    }

    /** Registers what was told; the case waits for a clerk. */
    default Waiting registeredAs(CaseRegistered told) {
        return new Waiting(CaseFile.of(told, null));
    }

    /** Notes what a partner was told; without effect on a case that owes no partner an answer. */
    default IntakeCase answered(ReferralAnswered answer) {
        return this;
    }

    /** Changes the retention of the case; without effect on a case that is not registered. */
    IntakeCase retaining(UnaryOperator<Retention> change);

    /** Changes the links of the case to others; without effect on a case that is not registered. */
    IntakeCase linking(UnaryOperator<Repeats> change);

    /** Changes what is urgent about the case; without effect on a case that is not registered. */
    IntakeCase alarming(UnaryOperator<Urgency> change);

    /** Cases that are not registered yet. */
    sealed interface Unregistered extends IntakeCase {

        @Override
        default IntakeCase alarming(UnaryOperator<Urgency> change) {
            return this;
        }

        @Override
        default IntakeCase linking(UnaryOperator<Repeats> change) {
            return this;
        }

        @Override
        default IntakeCase retaining(UnaryOperator<Retention> change) {
            return this;
        }
    }

    /** A case this service has never heard of. */
    record Unknown() implements Unregistered {}

    /**
     * A referral that was taken back before it came in.
     *
     * @param reason why
     */
    record WithdrawnAhead(@Personal(PersonalKind.NARRATIVE) PersonalText reason) implements Unregistered {}

    /** A case whose referral is in; its registration is the next event of the same decision. */
    record Referred(Referral referral) implements Unregistered {

        @Override
        public Waiting registeredAs(CaseRegistered told) {
            return new Waiting(CaseFile.of(told, referral));
        }
    }

    /** Registered cases: they have people, who can be forgotten. */
    sealed interface Registered extends IntakeCase {

        /** Returns what the front desk keeps of the case, whatever became of it. */
        CaseFile file();

        /** Returns the case in the same state, with its file changed. */
        Registered filing(UnaryOperator<CaseFile> change);

        /** Returns what was told. */
        default CaseRegistered registered() {
            return file().registered();
        }

        /** Returns who is in dispute now, and what was changed about whom. */
        default Parties parties() {
            return file().parties();
        }

        /** Returns who stands behind the applicants, and who speaks for them. */
        default Group group() {
            return file().group();
        }

        /** Returns whether the case was closed and not opened again. */
        default boolean isClosed() {
            return !(retention().ending() instanceof Ending.Open);
        }

        /** Returns whether anybody of the case was erased, and the texts about it with them. */
        default boolean hasForgottenSomebody() {
            return !retention().erased().isEmpty();
        }

        /** Changes the parties. */
        default Registered changingParties(UnaryOperator<Parties> change) {
            return filing(file -> file.changingParties(change));
        }

        /** Changes the group. */
        default Registered changingGroup(UnaryOperator<Group> change) {
            return filing(file -> file.changingGroup(change));
        }

        /** Returns what a partner was told and is still owed. */
        default Answering answering() {
            return file().answering();
        }

        /** Returns the documents of the case. */
        default Attachments attachments() {
            return file().attachments();
        }

        /** Returns the case in the same state, with other documents. */
        default Registered attaching(UnaryOperator<Attachments> change) {
            return filing(file -> file.attaching(change));
        }

        /** Returns what the party thinks of the stages. */
        default Ratings ratings() {
            return file().ratings();
        }

        /** Returns the case in the same state, with other ratings. */
        default Registered rating(UnaryOperator<Ratings> change) {
            return filing(file -> file.rating(change));
        }

        /** Returns what keeps the personal data of the case, and whose was erased. */
        default Retention retention() {
            return file().retention();
        }

        /** Returns what is said about the case between the centre and its partners. */
        default Dialogue dialogue() {
            return file().dialogue();
        }

        /** Goes on with what is said between the centre and its partners. */
        default Registered conversing(UnaryOperator<Dialogue> change) {
            return filing(file -> file.conversing(change));
        }

        /** Returns what belongs to the trade of the partner that referred the case. */
        default Trade trade() {
            return file().trade();
        }

        /** Goes on with what belongs to the trade of the partner that referred the case. */
        default Registered trading(UnaryOperator<Trade> change) {
            return filing(file -> file.trading(change));
        }

        /** Corrects what was told. */
        default Registered corrected(Correction correction) {
            return filing(file -> file.corrected(correction));
        }

        /** Returns what is urgent about it. */
        default Urgency urgency() {
            return file().urgency();
        }

        @Override
        default Registered alarming(UnaryOperator<Urgency> change) {
            return filing(file -> file.alarming(change));
        }

        /** Returns its links to other reports of the same dispute. */
        default Repeats repeats() {
            return file().repeats();
        }

        @Override
        default Registered linking(UnaryOperator<Repeats> change) {
            return filing(file -> file.linking(change));
        }

        @Override
        default Registered retaining(UnaryOperator<Retention> change) {
            return filing(file -> file.retaining(change));
        }

        @Override
        default Registered answered(ReferralAnswered answer) {
            return filing(file -> file.answering(answering -> answering.told(answer)));
        }

        /** Takes the case on. */
        default Accepted accepted() {
            return new Accepted(file());
        }

        /** Turns the case away; nothing is owed any more, and its people may be forgotten from now on. */
        default Declined declined(Ground ground, Destination goTo) {
            return new Declined(
                    file().answering(_ -> new Answering.NotOwed()).retaining(Retention::settled), ground, goTo);
        }

        /** Takes the case back; its people may be forgotten from now on. */
        default Withdrawn withdrawn() {
            return new Withdrawn(file().retaining(Retention::settled));
        }
    }

    /** A registered case that waits for a clerk. */
    record Waiting(CaseFile file) implements Registered {

        @Override
        public Waiting filing(UnaryOperator<CaseFile> change) {
            return new Waiting(change.apply(file));
        }
    }

    /** A case that a clerk declined; nothing more happens at the front desk. */
    record Declined(CaseFile file, Ground ground, Destination goTo) implements Registered {

        @Override
        public Declined filing(UnaryOperator<CaseFile> change) {
            return new Declined(change.apply(file), ground, goTo);
        }
    }

    /** Cases that were decided about such that a result may still be owed to a partner. */
    sealed interface Answerable extends Registered {}

    /** A case that the centre has taken on. */
    record Accepted(CaseFile file) implements Answerable {

        @Override
        public Accepted filing(UnaryOperator<CaseFile> change) {
            return new Accepted(change.apply(file));
        }
    }

    /** A case that was taken back; if it had been accepted, its closing is still answered. */
    record Withdrawn(CaseFile file) implements Answerable {

        @Override
        public Withdrawn filing(UnaryOperator<CaseFile> change) {
            return new Withdrawn(change.apply(file));
        }
    }

    /** The answers to a partner: what it was told of a case and is still owed. */
    sealed interface Answering {

        /** Returns what is owed after this answer. */
        Answering told(ReferralAnswered answer);

        /** Returns the partner's handle on the case; empty if no partner is owed anything. */
        default Optional<Referral> referredBy() {
            return switch (this) {
                case NotOwed _ -> Optional.empty();
                case Owed owed -> Optional.of(owed.referral());
            };
        }

        /** Nobody is owed an answer: no partner referred the case. */
        record NotOwed() implements Answering {

            @Override
            public NotOwed told(ReferralAnswered answer) {
                return this;
            }
        }

        /**
         * A partner is owed the result of every closing, and word of every reopening.
         *
         * @param referral the partner's handle
         * @param closure the latest closing that was answered, 0 before the first
         * @param outcome the outcome told with it; missing before the first
         * @param closedAt the time told with it; missing before the first
         * @param reopened true if the partner was told that this closing was undone
         */
        record Owed(
                Referral referral,
                int closure,
                @Nullable String outcome,
                @Nullable Instant closedAt,
                boolean reopened) implements Answering {

            boolean hasBeenToldOf(int closing) {
                return closing <= closure;
            }

            boolean believesIn(int closing) {
                return closing == closure && !reopened;
            }

            @Override
            public Owed told(ReferralAnswered answer) {
                return new Owed(
                        referral,
                        answer.closure() == null ? closure : answer.closure(),
                        answer.outcome(),
                        answer.closedAt(),
                        answer.reopenedAt() != null);
            }
        }

        /** Returns what is owed at the outset. */
        static Answering of(@Nullable Referral referral) {
            return referral == null ? new NotOwed() : new Owed(referral, 0, null, null, false);
        }
    }
}
