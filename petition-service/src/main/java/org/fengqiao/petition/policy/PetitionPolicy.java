package org.fengqiao.petition.policy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.fengqiao.kernel.eventstore.Consequence;
import org.fengqiao.kernel.eventstore.Recorded;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.petition.model.Petition;
import org.fengqiao.petition.model.Petition.Begun;
import org.fengqiao.petition.model.Petition.NotOpened;
import org.fengqiao.petition.model.Petition.Notified;
import org.fengqiao.petition.model.PetitionEvent;
import org.fengqiao.petition.model.PetitionEvent.PartiesChanged;
import org.fengqiao.petition.model.PetitionEvent.PetitionConcluded;
import org.fengqiao.petition.model.PetitionEvent.PetitionDiscontinued;
import org.fengqiao.petition.model.PetitionEvent.PetitionOpened;
import org.fengqiao.petition.model.PetitionEvent.PetitionerNotified;
import org.fengqiao.petition.model.PetitionEvent.ReplyDelivered;

/**
 * Deadlines of the petition agency: written notice within 15 days of receipt (信访工作条例 art. 23) and reply within 60 days
 * of acceptance (art. 34). Both belong to the matter: whoever has it next has what is left of them.
 */
public final class PetitionPolicy implements Consequence.Policy<Petition, PetitionEvent> {

    private static final String NOTICE = "petition-notice";
    private static final String HANDLING = "petition-handling";

    /** Returns the name of the deadline by which the petitioner must have been notified. */
    public static DeadlineName noticeOf(int custody) {
        return DeadlineName.of(NOTICE, custody);
    }

    /** Returns the name of the deadline by which the petitioner must have the reply. */
    public static DeadlineName handlingOf(int custody) {
        return DeadlineName.of(HANDLING, custody);
    }

    @Override
    public List<Consequence> of(Recorded<Petition, PetitionEvent> recorded) {
        return switch (recorded.event()) {
            // Who was notified in another custody of the same matter knows; the reply is owed by whoever has it now.
            case PetitionOpened e ->
                recorded.after() instanceof Notified
                        ? List.of(goOn(handlingOf(e.custody()), HANDLING, e, e.acceptedAt()))
                        : List.of(
                                goOn(noticeOf(e.custody()), NOTICE, e, e.receivedAt()),
                                goOn(handlingOf(e.custody()), HANDLING, e, e.acceptedAt()));
            case PetitionerNotified e -> List.of(Consequence.meetDeadline(noticeOf(custody(recorded)), e.notifiedAt()));
            case ReplyDelivered e -> List.of(Consequence.meetDeadline(handlingOf(custody(recorded)), e.repliedAt()));
            case PetitionDiscontinued e -> {
                var reason = e.cause().name().toLowerCase(Locale.ROOT);
                yield Stream.of(noticeOf(e.custody()), handlingOf(e.custody()))
                        .map(name -> Consequence.cancelDeadline(name, reason, recorded.recordedAt()))
                        .toList();
            }
            // Whoever concludes has notified and replied: nothing runs any more.
            case PetitionConcluded _ -> List.of();
            case PartiesChanged _ -> List.of();
        };
    }

    private static int custody(Recorded<Petition, PetitionEvent> recorded) {
        return switch (recorded.after()) {
            case Begun petition -> petition.opening().custody();
            case NotOpened _ -> throw new IllegalStateException("nothing happens in an agency that never opened");
        };
    }

    private static Consequence goOn(DeadlineName name, String rule, PetitionOpened startedBy, Instant startedAt) {
        return Consequence.continueDeadline(name, rule, PetitionEvent.TYPES.shortNameOf(startedBy), startedAt);
    }
}
