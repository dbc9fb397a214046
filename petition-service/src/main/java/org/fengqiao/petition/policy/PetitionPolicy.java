package org.fengqiao.petition.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Consequence.CaseBelongs;
import org.fengqiao.kernel.eventstore.Consequence.SendToPartner;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.Owed;
import org.fengqiao.kernel.service.PassedDeadline;
import org.fengqiao.kernel.value.Territory;
import org.fengqiao.petition.model.Agency;
import org.fengqiao.petition.model.Agency.Begun;
import org.fengqiao.petition.model.Agency.NotOpened;
import org.fengqiao.petition.model.Agency.Notified;
import org.fengqiao.petition.model.Agency.Opened;
import org.fengqiao.petition.model.Agency.Reply;
import org.fengqiao.petition.model.DocumentEvent;
import org.fengqiao.petition.model.Petition;
import org.fengqiao.petition.model.PetitionCommand;
import org.fengqiao.petition.model.PetitionCommand.LapseReviewTime;
import org.fengqiao.petition.model.PetitionEvent;
import org.fengqiao.petition.model.PetitionEvent.AgentNamed;
import org.fengqiao.petition.model.PetitionEvent.ErrandPlanned;
import org.fengqiao.petition.model.PetitionEvent.ErrandRun;
import org.fengqiao.petition.model.PetitionEvent.HandlerNamed;
import org.fengqiao.petition.model.PetitionEvent.KindJudged;
import org.fengqiao.petition.model.PetitionEvent.MatterMadeFinal;
import org.fengqiao.petition.model.PetitionEvent.NewFactsNoted;
import org.fengqiao.petition.model.PetitionEvent.PartiesChanged;
import org.fengqiao.petition.model.PetitionEvent.PetitionArchived;
import org.fengqiao.petition.model.PetitionEvent.PetitionConcluded;
import org.fengqiao.petition.model.PetitionEvent.PetitionDiscontinued;
import org.fengqiao.petition.model.PetitionEvent.PetitionOpened;
import org.fengqiao.petition.model.PetitionEvent.PetitionerNotified;
import org.fengqiao.petition.model.PetitionEvent.RecusalAsked;
import org.fengqiao.petition.model.PetitionEvent.RecusalDecided;
import org.fengqiao.petition.model.PetitionEvent.ReplyDelivered;
import org.fengqiao.petition.model.PetitionEvent.RepresentativesNoted;
import org.fengqiao.petition.model.PetitionEvent.ReviewDecided;
import org.fengqiao.petition.model.PetitionEvent.ReviewRequested;
import org.fengqiao.petition.model.PetitionEvent.SettlementEnded;
import org.fengqiao.petition.model.PetitionEvent.SettlementTried;
import org.fengqiao.petition.model.PetitionEvent.TrackEnded;
import org.fengqiao.petition.model.PetitionEvent.TrackNoted;
import org.fengqiao.petition.model.ReliefEvent;
import org.fengqiao.petition.model.Review;
import org.fengqiao.petition.model.ReviewLevel;
import org.fengqiao.petition.wire.Messages.ReviewAsked;

/**
 * Deadlines of the petition agency: the matter is with who may decide it within 15 days of receipt (信访工作条例 art. 22),
 * written notice within 15 days of receipt (art. 23), a petition opinion within 60 days of acceptance (art. 34), 30
 * days to ask for each review and 30 to decide it (arts. 35, 36). They are the matter's: whoever has it next has what
 * is left of them.
 */
public final class PetitionPolicy implements Consequence.Policy<Petition, PetitionEvent> {

    /** The topic that the petition office reads. */
    public static final String PETITION_OFFICE = "petition-office.outbound";

    /** The type of a request for a review. */
    public static final String REVIEW_REQUESTED = "fengqiao.partner.review-requested.v1";

    private static final String TRANSFER = "petition-transfer";
    private static final String NOTICE = "petition-notice";
    private static final String HANDLING = "petition-handling";

    /** Returns the name of the deadline by which the matter must be with who may decide it. */
    public static DeadlineName transferOf(int custody) {
        return DeadlineName.of(TRANSFER, custody);
    }

    /** Returns the name of the deadline by which the petitioner must have been notified. */
    public static DeadlineName noticeOf(int custody) {
        return DeadlineName.of(NOTICE, custody);
    }

    /**
     * Returns the name of the deadline by which the petitioner must have the reply.
     *
     * @param clocks how often the time was taken up again, after it did not apply
     */
    public static DeadlineName handlingOf(int custody, int clocks) {
        return clocks == 0 ? DeadlineName.of(HANDLING, custody) : DeadlineName.of(HANDLING, custody, clocks);
    }

    /** Returns the name of the deadline by which the petitioner must have asked for a review of that reply. */
    public static DeadlineName requestOf(ReviewLevel level, Reply reply) {
        return DeadlineName.of(OfficialPetitionRules.requestRule(level), reply.custody(), reply.reply());
    }

    /** Returns the name of the deadline by which a review of that reply must have been decided. */
    public static DeadlineName reviewOf(ReviewLevel level, Reply reply) {
        return DeadlineName.of(reviewRule(level), reply.custody(), reply.reply());
    }

    private static String reviewRule(ReviewLevel level) {
        return switch (level) {
            case REVIEW -> "petition-review";
            case SECOND_REVIEW -> "petition-second-review";
        };
    }

    /**
     * Returns the clock that a clerk means: that of the review which is waiting for a decision, or else the time for
     * the reply under the latest custody; if that is over, the clock knows and says so.
     */
    public static DeadlineName runningIn(Petition petition, Begun agency) {
        return petition.matter().review() instanceof Review.Pending(var level, var _, var _)
                        && agency.reply() instanceof Reply reply
                ? reviewOf(level, reply)
                : handlingOf(agency.opening().custody(), petition.matter().clocks());
    }

    /**
     * Returns the command that follows from a passed deadline: a right to ask for a review lapses as of its last day,
     * however late that is noticed. Notice, reply and decision are still owed.
     */
    public static Optional<PetitionCommand> follows(PassedDeadline passed) {
        var deadline = passed.deadline();
        return Stream.of(ReviewLevel.values())
                .filter(level -> OfficialPetitionRules.requestRule(level).equals(deadline.rule()))
                .findFirst()
                .map(level -> new LapseReviewTime(level, deadline.dueAt()));
    }

    @Override
    public List<Consequence> of(Recorded<Petition, PetitionEvent> recorded) {
        return switch (recorded.event()) {
            case PetitionOpened e -> opened(e, recorded);
            case PetitionerNotified e -> List.of(Consequence.meetDeadline(noticeOf(custody(recorded)), e.notifiedAt()));
            case ReplyDelivered e -> replied(e, recorded);
            case PetitionDiscontinued e -> {
                var reason = e.cause().name().toLowerCase(Locale.ROOT);
                yield Stream.of(
                                transferOf(e.custody()),
                                noticeOf(e.custody()),
                                handlingOf(
                                        e.custody(), recorded.before().matter().clocks()))
                        .map(name -> Consequence.cancelDeadline(name, reason, recorded.recordedAt()))
                        .toList();
            }
            case KindJudged e ->
                Stream.<List<Consequence>>of(
                                transferred(recorded, e.judgedAt()),
                                timed(recorded, "kind: " + e.article()),
                                List.of(new CaseBelongs(Territory.keptFrom(e.accused()))))
                        .flatMap(List::stream)
                        .toList();
            case HandlerNamed e -> transferred(recorded, e.namedAt());
            case TrackNoted e ->
                Stream.concat(
                                transferred(recorded, e.notedAt()).stream(),
                                timed(recorded, "in another procedure: " + e.article()).stream())
                        .toList();
            case TrackEnded _, NewFactsNoted _ -> timed(recorded, "");
            case ReviewRequested e -> requested(e, recorded);
            case ReviewDecided e -> decided(e, recorded);
            // Whoever concludes has notified and replied, and a right that lapsed has ended by itself.
            case PetitionConcluded _,
                    PetitionArchived _,
                    PartiesChanged _,
                    AgentNamed _,
                    ErrandPlanned _,
                    ErrandRun _,
                    RecusalAsked _,
                    RecusalDecided _,
                    SettlementTried _,
                    SettlementEnded _,
                    RepresentativesNoted _,
                    MatterMadeFinal _,
                    DocumentEvent _,
                    ReliefEvent _ -> List.of();
        };
    }

    /** Returns what is owed: whoever was notified in another custody knows, and the reply is still due. */
    private static List<Consequence> opened(PetitionOpened e, Recorded<Petition, PetitionEvent> recorded) {
        var consequences = new ArrayList<Consequence>();
        var before = recorded.before();
        var matter = recorded.after().matter();
        if (before.isOfAnotherMatterThan(e) && ((Begun) before.agency()).reply() instanceof Reply reply) {
            for (var level : ReviewLevel.values()) {
                for (var name : List.of(requestOf(level, reply), reviewOf(level, reply))) {
                    consequences.add(Consequence.cancelDeadline(name, "another matter", recorded.recordedAt()));
                }
            }
        }
        if (!matter.isWithWhoDecides()) {
            consequences.add(goOn(transferOf(e.custody()), TRANSFER, e, e.receivedAt()));
        }
        if (recorded.after().agency() instanceof Opened) {
            consequences.add(goOn(noticeOf(e.custody()), NOTICE, e, e.receivedAt()));
        }
        // A reply that a review ordered anew has no time by law.
        if (matter.isTimed() && matter.replies() == 0) {
            consequences.add(goOn(handlingOf(e.custody(), matter.clocks()), HANDLING, e, e.acceptedAt()));
        }
        return consequences;
    }

    private static List<Consequence> replied(ReplyDelivered e, Recorded<Petition, PetitionEvent> recorded) {
        var met = Consequence.meetDeadline(
                handlingOf(custody(recorded), recorded.after().matter().clocks()), e.repliedAt());
        var answered = Stream.concat(transferred(recorded, e.repliedAt()).stream(), Stream.of(met));
        return (recorded.after().matter().review() instanceof Review.MayBeAsked may
                        ? Stream.concat(answered, Stream.of(mayAsk(may, e, recorded)))
                        : answered)
                .toList();
    }

    /**
     * Returns that the matter reached who may decide it: an organ handles it, it was led on, a court or another body
     * has it, or it was answered before anybody was named.
     */
    private static List<Consequence> transferred(Recorded<Petition, PetitionEvent> recorded, Instant at) {
        return recorded.after().agency() instanceof Begun agency
                        && !recorded.before().matter().isWithWhoDecides()
                        && recorded.after().matter().isWithWhoDecides()
                ? List.of(Consequence.meetDeadline(transferOf(agency.opening().custody()), at))
                : List.of();
    }

    private static Consequence mayAsk(
            Review.MayBeAsked may, PetitionEvent event, Recorded<Petition, PetitionEvent> recorded) {
        return Consequence.setDeadline(
                requestOf(may.level(), replyOf(recorded.after())),
                OfficialPetitionRules.requestRule(may.level()),
                PetitionEvent.TYPES.shortNameOf(event),
                may.answeredAt());
    }

    /** The time for the reply is for a petition opinion alone; if it comes to apply again, it goes on. */
    private static List<Consequence> timed(Recorded<Petition, PetitionEvent> recorded, String reason) {
        var before = recorded.before().matter();
        var after = recorded.after().matter();
        return switch (recorded.after().agency()) {
            case Opened p when after.replies() == 0 -> timed(p, before.isTimed(), after.isTimed(), recorded, reason);
            case Notified p when after.replies() == 0 -> timed(p, before.isTimed(), after.isTimed(), recorded, reason);
            case Agency _ -> List.of();
        };
    }

    private static List<Consequence> timed(
            Begun p, boolean before, boolean after, Recorded<Petition, PetitionEvent> recorded, String reason) {
        var custody = p.opening().custody();
        if (before && !after) {
            return List.of(Consequence.cancelDeadline(
                    handlingOf(custody, recorded.before().matter().clocks()), reason, recorded.recordedAt()));
        }
        return !before && after
                ? List.of(goOn(
                        handlingOf(custody, recorded.after().matter().clocks()),
                        HANDLING,
                        recorded.event(),
                        p.opening().acceptedAt()))
                : List.of();
    }

    /** The petition office is told which opinion is asked to be reviewed, and nothing of what it says. */
    private static List<Consequence> requested(ReviewRequested e, Recorded<Petition, PetitionEvent> recorded) {
        var reply = replyOf(recorded.after());
        return List.of(
                Consequence.meetDeadline(requestOf(e.level(), reply), e.requestedAt()),
                Consequence.oblige(
                        reviewOf(e.level(), reply),
                        reviewRule(e.level()),
                        PetitionEvent.TYPES.shortNameOf(e),
                        e.requestedAt(),
                        Owed.byPartner("petition-office", Owed.Matter.DECISION, e.petitionId())),
                new SendToPartner(
                        PETITION_OFFICE,
                        e.petitionId(),
                        REVIEW_REQUESTED,
                        new ReviewAsked(
                                e.petitionId(),
                                recorded.caseId(),
                                e.level(),
                                reply.documentNumber(),
                                reply.delivery().deliveredAt(),
                                e.requestedAt())));
    }

    private static List<Consequence> decided(ReviewDecided e, Recorded<Petition, PetitionEvent> recorded) {
        var reply = replyOf(recorded.before());
        var met = Consequence.meetDeadline(reviewOf(e.level(), reply), recorded.recordedAt());
        return e.level() == ReviewLevel.REVIEW && recorded.after().matter().review() instanceof Review.MayBeAsked may
                ? List.of(met, mayAsk(may, e, recorded))
                : List.of(met);
    }

    private static Reply replyOf(Petition petition) {
        if (petition.agency() instanceof Begun p && p.reply() instanceof Reply reply) {
            return reply;
        }
        throw new IllegalStateException("a review without a reply");
    }

    private static int custody(Recorded<Petition, PetitionEvent> recorded) {
        return switch (recorded.after().agency()) {
            case Begun petition -> petition.opening().custody();
            case NotOpened _ -> throw new IllegalStateException("nothing happens in an agency that never opened");
        };
    }

    private static Consequence goOn(DeadlineName name, String rule, PetitionEvent startedBy, Instant startedAt) {
        return Consequence.continueDeadline(name, rule, PetitionEvent.TYPES.shortNameOf(startedBy), startedAt);
    }
}
