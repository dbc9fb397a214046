package org.fengqiao.intake.model;

import java.time.Instant;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.IntakeCase.Answering;
import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.kernel.sealing.SubjectId;

/**
 * The file of a registered case: what the front desk keeps of it whatever became of it. Each slice has its part.
 *
 * @param registered what was told
 * @param parties who is in dispute now, and what was changed about whom
 * @param group who stands behind the applicants, and who speaks for them
 * @param answering what a partner was told and is still owed
 * @param dialogue what is asked, told and offered between the centre and partners
 * @param trade what a partner told of its own trade
 * @param attachments its documents
 * @param ratings what the party thinks of the stages
 * @param retention what keeps the personal data of the case, and whose was erased
 * @param repeats its links to other reports of the same dispute
 * @param urgency what is urgent about it
 * @param toldAt when mediation was told what a court has to know; null if it was not
 */
public record CaseFile(
        CaseRegistered registered,
        Parties parties,
        Group group,
        Answering answering,
        Dialogue dialogue,
        Trade trade,
        Attachments attachments,
        Ratings ratings,
        Retention retention,
        Repeats repeats,
        Urgency urgency,
        @Nullable Instant toldAt) {

    /**
     * Returns the file of a case that has just been registered.
     *
     * @param referral the partner's handle; null if no partner referred it
     */
    static CaseFile of(CaseRegistered registered, @Nullable Referral referral) {
        return new CaseFile(
                registered,
                Parties.of(registered),
                Group.of(registered),
                Answering.of(referral),
                Dialogue.of(referral),
                Trade.none(),
                Attachments.none(),
                Ratings.none(),
                Retention.fresh(),
                Repeats.none(),
                Urgency.none(),
                null);
    }

    CaseFile changingParties(UnaryOperator<Parties> change) {
        return new CaseFile(
                registered,
                change.apply(parties),
                group,
                answering,
                dialogue,
                trade,
                attachments,
                ratings,
                retention,
                repeats,
                urgency,
                toldAt);
    }

    CaseFile changingGroup(UnaryOperator<Group> change) {
        return new CaseFile(
                registered,
                parties,
                change.apply(group),
                answering,
                dialogue,
                trade,
                attachments,
                ratings,
                retention,
                repeats,
                urgency,
                toldAt);
    }

    CaseFile answering(UnaryOperator<Answering> change) {
        return new CaseFile(
                registered,
                parties,
                group,
                change.apply(answering),
                dialogue,
                trade,
                attachments,
                ratings,
                retention,
                repeats,
                urgency,
                toldAt);
    }

    CaseFile conversing(UnaryOperator<Dialogue> change) {
        return new CaseFile(
                registered,
                parties,
                group,
                answering,
                change.apply(dialogue),
                trade,
                attachments,
                ratings,
                retention,
                repeats,
                urgency,
                toldAt);
    }

    CaseFile trading(UnaryOperator<Trade> change) {
        return new CaseFile(
                registered,
                parties,
                group,
                answering,
                dialogue,
                change.apply(trade),
                attachments,
                ratings,
                retention,
                repeats,
                urgency,
                toldAt);
    }

    CaseFile attaching(UnaryOperator<Attachments> change) {
        return new CaseFile(
                registered,
                parties,
                group,
                answering,
                dialogue,
                trade,
                change.apply(attachments),
                ratings,
                retention,
                repeats,
                urgency,
                toldAt);
    }

    CaseFile rating(UnaryOperator<Ratings> change) {
        return new CaseFile(
                registered,
                parties,
                group,
                answering,
                dialogue,
                trade,
                attachments,
                change.apply(ratings),
                retention,
                repeats,
                urgency,
                toldAt);
    }

    CaseFile retaining(UnaryOperator<Retention> change) {
        return new CaseFile(
                registered,
                parties,
                group,
                answering,
                dialogue,
                trade,
                attachments,
                ratings,
                change.apply(retention),
                repeats,
                urgency,
                toldAt);
    }

    CaseFile linking(UnaryOperator<Repeats> change) {
        return new CaseFile(
                registered,
                parties,
                group,
                answering,
                dialogue,
                trade,
                attachments,
                ratings,
                retention,
                change.apply(repeats),
                urgency,
                toldAt);
    }

    CaseFile alarming(UnaryOperator<Urgency> change) {
        return new CaseFile(
                registered,
                parties,
                group,
                answering,
                dialogue,
                trade,
                attachments,
                ratings,
                retention,
                repeats,
                change.apply(urgency),
                toldAt);
    }

    CaseFile told(Instant at) {
        return new CaseFile(
                registered,
                parties,
                group,
                answering,
                dialogue,
                trade,
                attachments,
                ratings,
                retention,
                repeats,
                urgency,
                at);
    }

    /** Returns the same with what the partner corrected; a group without a list of members counts what is told now. */
    CaseFile corrected(Correction correction) {
        var now = correction.appliedTo(registered);
        return new CaseFile(
                now,
                parties,
                group.isListed() ? group : Group.of(now),
                answering,
                dialogue,
                trade,
                attachments,
                ratings,
                retention,
                repeats,
                urgency,
                toldAt);
    }

    /** Returns whether anybody who is or was named in the case is this person. */
    boolean names(SubjectId subject) {
        return parties.names(subject) || group.names(subject);
    }
}
