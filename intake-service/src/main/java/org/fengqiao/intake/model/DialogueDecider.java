package org.fengqiao.intake.model;

import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_DECLINED;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_RETURNED;
import static org.fengqiao.intake.model.IntakeRefusal.ALREADY_WITHDRAWN;
import static org.fengqiao.intake.model.IntakeRefusal.CORRECTED_TOO_LATE;
import static org.fengqiao.intake.model.IntakeRefusal.GROUP_TOO_SMALL;
import static org.fengqiao.intake.model.IntakeRefusal.HAPPENED_IN_THE_FUTURE;
import static org.fengqiao.intake.model.IntakeRefusal.NOTHING_TO_CORRECT;
import static org.fengqiao.intake.model.IntakeRefusal.NOT_ACCEPTED;
import static org.fengqiao.intake.model.IntakeRefusal.NOT_REFERRED;
import static org.fengqiao.intake.model.IntakeRefusal.NO_RULES_IN_FORCE;
import static org.fengqiao.intake.model.IntakeRefusal.NO_SUCH_CASE;
import static org.fengqiao.intake.model.IntakeRefusal.OFFERED_ALREADY;
import static org.fengqiao.intake.model.IntakeRefusal.OUTWARD_ANSWERED_OTHERWISE;
import static org.fengqiao.intake.model.IntakeRefusal.PEOPLE_FORGOTTEN;
import static org.fengqiao.intake.model.IntakeRefusal.QUESTION_ANSWERED;
import static org.fengqiao.intake.model.IntakeRefusal.REFERRED_BY_IT;
import static org.fengqiao.intake.model.IntakeRefusal.UNKNOWN_OUTWARD_REFERRAL;
import static org.fengqiao.intake.model.IntakeRefusal.UNKNOWN_QUESTION;
import static org.fengqiao.kernel.decision.Decision.accept;
import static org.fengqiao.kernel.decision.Decision.alreadyTrue;
import static org.fengqiao.kernel.decision.Decision.refuse;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

import org.fengqiao.intake.model.Dialogue.Question;
import org.fengqiao.intake.model.IntakeCase.Accepted;
import org.fengqiao.intake.model.IntakeCase.Declined;
import org.fengqiao.intake.model.IntakeCase.Registered;
import org.fengqiao.intake.model.IntakeCase.Unregistered;
import org.fengqiao.intake.model.IntakeCase.Waiting;
import org.fengqiao.intake.model.IntakeCase.Withdrawn;
import org.fengqiao.intake.model.IntakeCommand.AnswerPartner;
import org.fengqiao.intake.model.IntakeCommand.AskPartner;
import org.fengqiao.intake.model.IntakeCommand.CorrectReferral;
import org.fengqiao.intake.model.IntakeCommand.DialogueCommand;
import org.fengqiao.intake.model.IntakeCommand.ReferOut;
import org.fengqiao.intake.model.IntakeCommand.ReturnReferral;
import org.fengqiao.intake.model.IntakeCommand.TakeAnswer;
import org.fengqiao.intake.model.IntakeCommand.TakeOutwardAnswer;
import org.fengqiao.intake.model.IntakeCommand.TakeQuestion;
import org.fengqiao.intake.model.IntakeCommand.TellProgress;
import org.fengqiao.intake.model.IntakeEvent.DialogueEvent;
import org.fengqiao.intake.model.IntakeEvent.OutwardReferralAnswered;
import org.fengqiao.intake.model.IntakeEvent.OutwardReferralOffered;
import org.fengqiao.intake.model.IntakeEvent.QuestionAnswered;
import org.fengqiao.intake.model.IntakeEvent.QuestionAsked;
import org.fengqiao.intake.model.IntakeEvent.ReferralCorrected;
import org.fengqiao.intake.model.IntakeEvent.ReferralProgressed;
import org.fengqiao.intake.model.IntakeEvent.ReferralReturned;
import org.fengqiao.kernel.decision.Decision;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.ReportedTime;

/**
 * Dialogue with partners as a table of state against command: corrections, questions both ways, progress, the return of
 * a referral, and referrals from the centre to a partner.
 */
final class DialogueDecider {

    private final IntakeRules rules;

    DialogueDecider(IntakeRules rules) {
        this.rules = rules;
    }

    private record Moment(IntakeCase state, DialogueCommand command) {}

    /** Decides about what one side says to the other. */
    Decision<IntakeEvent> decide(DialogueCommand command, IntakeCase state) {
        return switch (new Moment(state, command)) {
            case Moment(Unregistered _, TellProgress _) -> alreadyTrue();
            case Moment(Unregistered _, TakeOutwardAnswer _) -> refuse(UNKNOWN_OUTWARD_REFERRAL);
            case Moment(Unregistered _, CorrectReferral _),
                    Moment(Unregistered _, AskPartner _),
                    Moment(Unregistered _, TakeAnswer _),
                    Moment(Unregistered _, TakeQuestion _),
                    Moment(Unregistered _, AnswerPartner _),
                    Moment(Unregistered _, ReturnReferral _),
                    Moment(Unregistered _, ReferOut _) -> refuse(NO_SUCH_CASE);

            case Moment(Registered s, CorrectReferral c) when s.dialogue().hasCorrection(c.message()) -> alreadyTrue();
            case Moment(Declined _, CorrectReferral _) -> refuse(ALREADY_DECLINED);
            case Moment(Withdrawn _, CorrectReferral _) -> refuse(ALREADY_WITHDRAWN);
            case Moment(Waiting s, CorrectReferral c) -> referred(s, referral -> correct(s, referral, c));
            case Moment(Accepted s, CorrectReferral c) -> referred(s, referral -> correctAccepted(s, referral, c));

            case Moment(Registered s, AskPartner c) ->
                referred(s, referral -> ask(s, referral, Asker.CENTRE, c.questionId(), c.text(), c.at()));
            case Moment(Registered s, TakeQuestion c) ->
                referred(s, referral -> ask(s, referral, Asker.PARTNER, c.questionId(), c.text(), c.at()));
            case Moment(Registered s, TakeAnswer c) -> takeAnswer(s, c);
            case Moment(Registered s, AnswerPartner c) -> answer(s, c);

            case Moment(Accepted s, TellProgress c) -> tell(s, c);
            case Moment(Waiting _, TellProgress _),
                    Moment(Declined _, TellProgress _),
                    Moment(Withdrawn _, TellProgress _) -> alreadyTrue();

            case Moment(Accepted s, ReturnReferral _) when s.dialogue().returned() != null -> refuse(ALREADY_RETURNED);
            case Moment(Accepted s, ReturnReferral c) ->
                referred(
                        s,
                        referral -> accept(
                                new ReferralReturned(referral.partner(), referral.reference(), c.reason(), c.at())));
            case Moment(Accepted s, ReferOut c) -> referOut(s, c);
            case Moment(Waiting _, ReturnReferral _),
                    Moment(Declined _, ReturnReferral _),
                    Moment(Withdrawn _, ReturnReferral _),
                    Moment(Waiting _, ReferOut _),
                    Moment(Declined _, ReferOut _),
                    Moment(Withdrawn _, ReferOut _) -> refuse(NOT_ACCEPTED);

            case Moment(Registered s, TakeOutwardAnswer c) -> takeOutwardAnswer(s, c);
        };
    }

    /** Applies what was said. */
    IntakeCase evolve(IntakeCase state, DialogueEvent event) {
        var registered = state.asRegistered();
        return switch (event) {
            case ReferralCorrected e -> registered.corrected(e.after()).conversing(dialogue -> dialogue.corrected(e));
            case QuestionAsked e -> registered.conversing(dialogue -> dialogue.asked(e));
            case QuestionAnswered e -> registered.conversing(dialogue -> dialogue.answered(e));
            case ReferralProgressed e -> registered.conversing(dialogue -> dialogue.progressed(e));
            case ReferralReturned e -> registered.conversing(dialogue -> dialogue.returned(e));
            case OutwardReferralOffered e -> registered.conversing(dialogue -> dialogue.offered(e));
            case OutwardReferralAnswered e -> registered.conversing(dialogue -> dialogue.answered(e));
        };
    }

    /** Decides about a case that a partner referred and whose people can still be spoken of. */
    private static Decision<IntakeEvent> referred(
            Registered state, Function<Referral, Decision<IntakeEvent>> decision) {
        var referral = state.dialogue().referral();
        if (referral == null) {
            return refuse(NOT_REFERRED);
        }
        return isForgotten(state) ? refuse(PEOPLE_FORGOTTEN) : decision.apply(referral);
    }

    private static boolean isForgotten(Registered state) {
        return !state.retention().erased().isEmpty();
    }

    private Decision<IntakeEvent> correctAccepted(Accepted state, Referral referral, CorrectReferral command) {
        if (!(state.retention().ending() instanceof Ending.Open)) {
            return refuse(CORRECTED_TOO_LATE);
        }
        var fixed = command.changes().ofTheAdmission();
        return fixed.isEmpty() ? correct(state, referral, command) : refuse(new NotCorrectable(fixed));
    }

    private Decision<IntakeEvent> correct(Registered state, Referral referral, CorrectReferral command) {
        var told = state.registered();
        var changes = command.changes();
        if (changes.isEmpty()) {
            return refuse(NOTHING_TO_CORRECT);
        }
        if (changes.occurredAt() != null && new ReportedTime(changes.occurredAt(), command.at()).isStillToCome()) {
            return refuse(HAPPENED_IN_THE_FUTURE);
        }
        if (changes.groupSize() != null
                && changes.groupSize() < told.applicants().size()) {
            return refuse(GROUP_TOO_SMALL);
        }
        var version = rules.inForceAt(command.at());
        if (version.isEmpty()) {
            return refuse(NO_RULES_IN_FORCE);
        }
        var place = changes.place();
        var after = changes.at(place == null || version.get().acceptance().serves(place) ? place : place.beyondReach());
        return accept(new ReferralCorrected(
                referral.partner(),
                referral.reference(),
                command.message(),
                state.dialogue().corrections().size() + 1,
                after.before(told),
                after,
                command.reason(),
                command.at()));
    }

    private static Decision<IntakeEvent> ask(
            Registered state, Referral referral, Asker by, String questionId, PersonalText text, Instant at) {
        if (state.dialogue().question(by, questionId).isPresent()) {
            return alreadyTrue();
        }
        return accept(new QuestionAsked(
                referral.partner(),
                referral.reference(),
                state.dialogue().questions().size() + 1,
                questionId,
                by,
                text,
                at));
    }

    /** Decides about a partner's answer. The same again is a repeat of the message: what it says is sealed. */
    private static Decision<IntakeEvent> takeAnswer(Registered state, TakeAnswer command) {
        return state.dialogue()
                .question(Asker.CENTRE, command.questionId())
                .map(question -> question.answered() == null
                        ? answered(state, question, command.text(), command.at())
                        : Decision.<IntakeEvent>alreadyTrue())
                .orElseGet(() -> refuse(UNKNOWN_QUESTION));
    }

    private static Decision<IntakeEvent> answer(Registered state, AnswerPartner command) {
        var questions = state.dialogue().questions();
        if (command.question() < 1 || command.question() > questions.size()) {
            return refuse(UNKNOWN_QUESTION);
        }
        var question = questions.get(command.question() - 1);
        if (question.asked().by() == Asker.CENTRE) {
            return refuse(UNKNOWN_QUESTION);
        }
        return question.answered() == null
                ? answered(state, question, command.text(), command.at())
                : refuse(QUESTION_ANSWERED);
    }

    private static Decision<IntakeEvent> answered(Registered state, Question question, PersonalText text, Instant at) {
        var asked = question.asked();
        return isForgotten(state)
                ? refuse(PEOPLE_FORGOTTEN)
                : accept(new QuestionAnswered(
                        asked.partner(),
                        asked.reference(),
                        asked.question(),
                        asked.questionId(),
                        asked.by(),
                        text,
                        at));
    }

    /** Decides whether the partner is told of a step: only one that referred the case, and of each step once. */
    private static Decision<IntakeEvent> tell(Accepted state, TellProgress command) {
        var dialogue = state.dialogue();
        var referral = dialogue.referral();
        if (referral == null
                || isForgotten(state)
                || dialogue.hasTold(command.what(), command.detail(), command.happenedAt())) {
            return alreadyTrue();
        }
        return accept(new ReferralProgressed(
                referral.partner(),
                referral.reference(),
                command.what(),
                command.detail(),
                command.startsAt(),
                command.undisputedFacts(),
                command.happenedAt()));
    }

    private static Decision<IntakeEvent> referOut(Accepted state, ReferOut command) {
        var dialogue = state.dialogue();
        if (isForgotten(state)) {
            return refuse(PEOPLE_FORGOTTEN);
        }
        if (dialogue.referral() != null && dialogue.referral().partner() == command.partner()) {
            return refuse(REFERRED_BY_IT);
        }
        if (dialogue.awaitsAnswerOf(command.partner())) {
            return refuse(OFFERED_ALREADY);
        }
        var number = dialogue.outward().size() + 1;
        return accept(new OutwardReferralOffered(
                command.partner(), outwardId(command.caseId(), number), number, command.reason(), command.at()));
    }

    /** Returns the id of an outward referral; the case stands in front, so that an answer finds it. */
    private static String outwardId(UUID caseId, int number) {
        return caseId + "/outward/" + number;
    }

    private static Decision<IntakeEvent> takeOutwardAnswer(Registered state, TakeOutwardAnswer command) {
        var found = state.dialogue()
                .outward(command.referralId())
                .filter(one -> one.offered().partner() == command.partner());
        if (found.isEmpty()) {
            return refuse(UNKNOWN_OUTWARD_REFERRAL);
        }
        var answered = found.get().answered();
        if (answered != null) {
            return answered.decision() == command.decision() ? alreadyTrue() : refuse(OUTWARD_ANSWERED_OTHERWISE);
        }
        return accept(new OutwardReferralAnswered(
                command.partner(),
                command.referralId(),
                found.get().offered().number(),
                command.decision(),
                isForgotten(state) ? null : command.reason(),
                command.at()));
    }
}
