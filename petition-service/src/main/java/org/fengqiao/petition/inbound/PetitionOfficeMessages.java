package org.fengqiao.petition.inbound;

import java.time.InstantSource;
import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import org.fengqiao.kernel.eventstore.Order;
import org.fengqiao.kernel.inbox.PartnerInbox;
import org.fengqiao.kernel.inbox.PartnerReader;
import org.fengqiao.kernel.inbox.PartnerReader.Mistaken;
import org.fengqiao.kernel.json.StrictJson;
import org.fengqiao.kernel.messaging.PollTransactions;
import org.fengqiao.kernel.service.CaseService;
import org.fengqiao.petition.model.PetitionCommand;
import org.fengqiao.petition.model.PetitionIds;
import org.fengqiao.petition.wire.Messages.ReviewDecided;

/**
 * The petition office's decisions of reviews. Referrals on the same topic, and types nobody knows, are intake's to
 * answer for.
 */
@ApplicationScoped
public class PetitionOfficeMessages {

    /** The type of a decision of a review. */
    public static final String REVIEW_DECIDED = "fengqiao.partner.review-decided.v1";

    private final PartnerInbox<PetitionCommand> inbox;

    PetitionOfficeMessages(
            CaseService<PetitionCommand, ?, ?> service,
            PollTransactions transactions,
            StrictJson json,
            InstantSource clock) {
        this.inbox = new PartnerInbox<>(service, transactions, reader(json, clock));
    }

    /** Returns the reader of the petition office's topic. */
    static PartnerReader<PetitionCommand> reader(StrictJson json, InstantSource clock) {
        return PartnerReader.<PetitionCommand>of(json, clock)
                .on(REVIEW_DECIDED, ReviewDecided.class, (partner, message, envelope) -> {
                    var caseId = PetitionIds.caseOf(message.petitionId())
                            .orElseThrow(() -> new Mistaken(
                                    "petition.malformed-petition-id",
                                    "The petition id is not one that was handed out; send it as it came."));
                    // It takes effect when it was made, by the petition office's word, which the decider judges.
                    var command = message.command(clock.instant());
                    return new Order<>(
                            caseId,
                            command,
                            envelope.sentBy(partner).effective(command.decided().effective()));
                })
                .ignoringOtherTypes();
    }

    /** Consumes one poll of the petition office's topic. */
    @Incoming("petition-office-inbound")
    public Uni<Void> onPoll(ConsumerRecords<byte[], byte[]> poll) {
        return inbox.consume(poll);
    }
}
