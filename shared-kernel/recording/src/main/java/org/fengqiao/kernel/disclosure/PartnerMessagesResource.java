package org.fengqiao.kernel.disclosure;

import java.util.UUID;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.PartnerRules;
import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.jurisdiction.Reach;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;

/**
 * Messages to partners with what is personal in them readable, for the partner they were sent to. On its topic it
 * stands in boxes: whoever copies the topic learns nothing, and a person who was forgotten is forgotten there too.
 */
@Path("/partner-messages")
@Cancellable(false)
@Reach(Reach.Scope.NONE)
@RolesAllowed(Roles.PARTNER)
public class PartnerMessagesResource {

    private static final String FIND =
            "select topic, type, case_id, data from partner_message where message_id = :message";

    private final Mutiny.SessionFactory sessions;
    private final Disclosures disclosures;
    private final Caller caller;

    PartnerMessagesResource(Mutiny.SessionFactory sessions, Disclosures disclosures, Caller caller) {
        this.sessions = sessions;
        this.disclosures = disclosures;
        this.caller = caller;
    }

    /**
     * A message.
     *
     * @param type its full type, as in {@code ce_type}
     * @param caseId the case it is about; null if it is about no single one
     * @param data as on the topic, but for what the partner is told, which is readable, or {@link Disclosed#ERASED};
     *     and but for what it is not told (any more), which is left out
     */
    public record MessageBody(String type, @Nullable UUID caseId, JsonNode data) {}

    private record Sent(String topic, String type, @Nullable UUID caseId, String data) {}

    /**
     * Returns one message to the caller. Another partner's is answered as one that does not exist.
     *
     * @param messageId the {@code ce_id} it has on the topic
     */
    @GET
    @Path("/{messageId}")
    public Uni<MessageBody> get(@PathParam("messageId") UUID messageId) {
        return find(messageId).flatMap(sent -> {
            if (sent == null || !isToCaller(sent)) {
                throw Problem.notFound("kernel.unknown-message", "This service has sent you no such message.")
                        .exception();
            }
            return disclosures
                    .toPartner(caller, sent.caseId(), sent.type(), sent.data())
                    .map(data -> new MessageBody(sent.type(), sent.caseId(), data));
        });
    }

    private Uni<@Nullable Sent> find(UUID messageId) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(FIND, Object[].class)
                        .setParameter("message", messageId)
                        .getSingleResultOrNull())
                .map(row -> row == null
                        ? null
                        : new Sent((String) row[0], (String) row[1], (UUID) row[2], (String) row[3]));
    }

    /** Returns the partner's name, which is the token's subject. */
    private boolean isToCaller(Sent sent) {
        return PartnerRules.partnerOf(sent.topic())
                .filter(partner -> partner.equals(caller.actor().id()))
                .isPresent();
    }
}
