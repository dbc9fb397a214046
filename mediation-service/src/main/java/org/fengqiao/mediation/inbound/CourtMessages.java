package org.fengqiao.mediation.inbound;

import java.time.InstantSource;
import java.util.UUID;
import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.inbox.PartnerInbox;
import org.fengqiao.kernel.inbox.PartnerReader;
import org.fengqiao.kernel.inbox.PartnerReader.Mistaken;
import org.fengqiao.kernel.json.StrictJson;
import org.fengqiao.kernel.messaging.Envelope;
import org.fengqiao.kernel.messaging.PollTransactions;
import org.fengqiao.kernel.service.CaseService;
import org.fengqiao.mediation.model.MediationCommand;
import org.fengqiao.mediation.model.MediationCommand.CourtAnswer;
import org.fengqiao.mediation.wire.Messages.ConfirmationDecided;
import org.fengqiao.mediation.wire.Messages.FastTrackDecided;

/**
 * The court's decisions on what was filed with it. Referrals on the same topic, and types nobody knows, are intake's to
 * answer for.
 */
@ApplicationScoped
public class CourtMessages {

    /** The type of a decision on an application for confirmation. */
    public static final String CONFIRMATION_DECIDED = "fengqiao.partner.confirmation-decided.v1";

    /** The type of a decision on a fast-track filing. */
    public static final String FAST_TRACK_DECIDED = "fengqiao.partner.fast-track-decided.v1";

    private static final java.util.regex.Pattern FILING_ID = java.util.regex.Pattern.compile(
            "([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})/(?:confirmation|fast-track)/[1-9][0-9]{0,8}");

    private final PartnerInbox<MediationCommand> inbox;

    CourtMessages(
            CaseService<MediationCommand, ?, ?> service,
            PollTransactions transactions,
            StrictJson json,
            InstantSource clock) {
        this.inbox = new PartnerInbox<>(service, transactions, reader(json, clock));
    }

    /** Returns the reader of the court's topic. */
    static PartnerReader<MediationCommand> reader(StrictJson json, InstantSource clock) {
        return PartnerReader.<MediationCommand>of(json, clock)
                .on(CONFIRMATION_DECIDED, ConfirmationDecided.class, (partner, message, envelope) -> {
                    var caseId = caseOf(message.filingId());
                    return order(caseId, message.command(caseId, clock.instant()), partner, envelope);
                })
                .on(
                        FAST_TRACK_DECIDED,
                        FastTrackDecided.class,
                        (partner, message, envelope) ->
                                order(caseOf(message.filingId()), message.command(clock.instant()), partner, envelope))
                .ignoringOtherTypes();
    }

    /** A decision takes effect when it was made, by the court's word, which the decider judges. */
    private static Order<MediationCommand> order(UUID caseId, CourtAnswer answer, String partner, Envelope envelope) {
        return new Order<>(
                caseId,
                answer,
                envelope.sentBy(partner).effective(answer.decided().effective()));
    }

    /** Consumes one poll of the court's topic. */
    @Incoming("court-inbound")
    public Uni<Void> onPoll(ConsumerRecords<byte[], byte[]> poll) {
        return inbox.consume(poll);
    }

    /** The case stands in front of the filing id, if it is one of ours; anybody may have written it. */
    private static UUID caseOf(String filingId) {
        var filing = FILING_ID.matcher(filingId);
        if (!filing.matches()) {
            throw new Mistaken(
                    "mediation.malformed-filing-id",
                    "The filing id is not one that was handed out; send it as it came.");
        }
        return UUID.fromString(filing.group(1));
    }
}
