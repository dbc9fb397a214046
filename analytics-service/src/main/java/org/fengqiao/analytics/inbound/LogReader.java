package org.fengqiao.analytics.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import org.fengqiao.analytics.model.LoggedEvent;
import org.fengqiao.analytics.model.MeasuredEvent;
import org.fengqiao.kernel.messaging.Envelope;

/**
 * Reads the records of the common log as a tolerant reader: of the types that move a number only the fields that are
 * used, every other type as part of the history.
 */
public final class LogReader {

    /** Result of reading a record of the log. */
    public sealed interface Reading {

        /** An event. */
        record Readable(LoggedEvent event) implements Reading {}

        /**
         * Nothing that can be understood.
         *
         * @param code stable code
         * @param detail what is wrong, without quoting what was sent
         */
        record Unreadable(String code, String detail) implements Reading {}
    }

    private static final Map<String, Class<? extends MeasuredEvent>> MEASURED = Map.ofEntries(
            Map.entry("fengqiao.intake.case-registered.v1", MeasuredEvent.CaseRegistered.class),
            Map.entry("fengqiao.intake.case-accepted.v1", MeasuredEvent.CaseAccepted.class),
            Map.entry("fengqiao.intake.stage-rated.v1", MeasuredEvent.StageRated.class),
            Map.entry("fengqiao.intake.attachment-added.v1", MeasuredEvent.AttachmentAdded.class),
            Map.entry("fengqiao.intake.parties-returned.v1", MeasuredEvent.PartiesReturned.class),
            Map.entry("fengqiao.intake.repeat-linked.v1", MeasuredEvent.RepeatLinked.class),
            Map.entry("fengqiao.intake.repeat-unlinked.v1", MeasuredEvent.RepeatUnlinked.class),
            Map.entry("fengqiao.routing.case-triaged.v1", MeasuredEvent.CaseTriaged.class),
            Map.entry("fengqiao.routing.case-retriaged.v1", MeasuredEvent.CaseRetriaged.class),
            Map.entry("fengqiao.routing.case-assigned.v1", MeasuredEvent.CaseAssigned.class),
            Map.entry("fengqiao.routing.case-claimed.v1", MeasuredEvent.CaseClaimed.class),
            Map.entry("fengqiao.routing.case-returned.v1", MeasuredEvent.CaseReturned.class),
            Map.entry("fengqiao.routing.case-escalated.v1", MeasuredEvent.CaseEscalated.class),
            Map.entry("fengqiao.routing.case-closed.v1", MeasuredEvent.CaseClosed.class),
            Map.entry("fengqiao.routing.case-verified.v1", MeasuredEvent.CaseVerified.class),
            Map.entry("fengqiao.routing.case-relapsed.v1", MeasuredEvent.CaseRelapsed.class),
            Map.entry("fengqiao.routing.case-reopened.v1", MeasuredEvent.CaseReopened.class),
            Map.entry("fengqiao.mediation.agreement-signed.v1", MeasuredEvent.AgreementSigned.class),
            Map.entry("fengqiao.mediation.obligation-performed.v1", MeasuredEvent.ObligationPerformed.class),
            Map.entry("fengqiao.mediation.confirmation-filed.v1", MeasuredEvent.ConfirmationFiled.class),
            Map.entry("fengqiao.mediation.confirmation-granted.v1", MeasuredEvent.ConfirmationGranted.class),
            Map.entry("fengqiao.mediation.mediation-concluded.v1", MeasuredEvent.MediationConcluded.class),
            Map.entry("fengqiao.mediation.revisit-answered.v1", MeasuredEvent.RevisitAnswered.class),
            Map.entry("fengqiao.mediation.revisit-given-up.v1", MeasuredEvent.RevisitGivenUp.class),
            Map.entry("fengqiao.petition.petition-opened.v1", MeasuredEvent.PetitionOpened.class),
            Map.entry("fengqiao.petition.petition-concluded.v1", MeasuredEvent.PetitionConcluded.class),
            Map.entry("fengqiao.petition.errand-planned.v1", MeasuredEvent.ErrandPlanned.class),
            Map.entry("fengqiao.petition.errand-run.v1", MeasuredEvent.ErrandRun.class),
            Map.entry("fengqiao.petition.review-requested.v1", MeasuredEvent.PetitionReviewRequested.class),
            Map.entry("fengqiao.petition.review-decided.v1", MeasuredEvent.PetitionReviewDecided.class),
            Map.entry("fengqiao.petition.relief-applied.v1", MeasuredEvent.ReliefApplied.class),
            Map.entry("fengqiao.petition.relief-delivered.v1", MeasuredEvent.ReliefDelivered.class),
            Map.entry("fengqiao.petition.beneficiary-counted.v1", MeasuredEvent.BeneficiaryCounted.class),
            Map.entry("fengqiao.routing.consultation-convened.v1", MeasuredEvent.ConsultationConvened.class),
            Map.entry("fengqiao.routing.consultation-concluded.v1", MeasuredEvent.ConsultationConcluded.class),
            Map.entry("fengqiao.routing.duty-assigned.v1", MeasuredEvent.DutyAssigned.class),
            Map.entry("fengqiao.routing.duty-done.v1", MeasuredEvent.DutyDone.class),
            Map.entry("fengqiao.routing.supervision-notice-issued.v1", MeasuredEvent.NoticeIssued.class),
            Map.entry("fengqiao.routing.notice-lifted.v1", MeasuredEvent.NoticeLifted.class),
            Map.entry("fengqiao.routing.review-sampled.v1", MeasuredEvent.ReviewSampled.class),
            Map.entry("fengqiao.routing.review-concluded.v1", MeasuredEvent.ReviewConcluded.class),
            Map.entry("fengqiao.routing.appeal-decided.v1", MeasuredEvent.AppealDecided.class),
            Map.entry("fengqiao.routing.rectification-ordered.v1", MeasuredEvent.RectificationOrdered.class),
            Map.entry("fengqiao.routing.rectification-refused.v1", MeasuredEvent.RectificationRefused.class),
            Map.entry("fengqiao.routing.rectification-completed.v1", MeasuredEvent.RectificationCompleted.class),
            Map.entry("fengqiao.routing.rectification-waived.v1", MeasuredEvent.RectificationWaived.class),
            Map.entry("fengqiao.intake.deadline-met.v1", MeasuredEvent.DeadlineMet.class),
            Map.entry("fengqiao.intake.deadline-breached.v1", MeasuredEvent.DeadlineBreached.class),
            Map.entry("fengqiao.routing.deadline-met.v1", MeasuredEvent.DeadlineMet.class),
            Map.entry("fengqiao.routing.deadline-breached.v1", MeasuredEvent.DeadlineBreached.class),
            Map.entry("fengqiao.mediation.deadline-met.v1", MeasuredEvent.DeadlineMet.class),
            Map.entry("fengqiao.mediation.deadline-breached.v1", MeasuredEvent.DeadlineBreached.class),
            Map.entry("fengqiao.petition.deadline-met.v1", MeasuredEvent.DeadlineMet.class),
            Map.entry("fengqiao.petition.deadline-breached.v1", MeasuredEvent.DeadlineBreached.class));

    private static final MeasuredEvent UNMEASURED = new MeasuredEvent.Unmeasured();

    private final Map<String, ObjectReader> readers = new HashMap<>();
    private final JsonFactory json;

    /** The full names of the types that move a number. */
    public static Set<String> measured() {
        return MEASURED.keySet();
    }

    /** A reader that reads bodies with this mapper, which must ignore unknown fields. */
    public LogReader(ObjectMapper json) {
        MEASURED.forEach((type, measured) -> readers.put(type, json.readerFor(measured)));
        this.json = json.getFactory();
    }

    /** Reads a record. Never throws: whatever a record holds, the result is one of the two. */
    public Reading read(ConsumerRecord<byte[], byte[]> record) {
        try {
            var envelope = Envelope.of(record.headers());
            if (record.key() == null || record.value() == null) {
                return new Reading.Unreadable("analytics.empty-record", "An event has a key and a body.");
            }
            if (envelope.sequence() == null || envelope.sequence() < 1 || envelope.recordedTime() == null) {
                return new Reading.Unreadable(
                        "kernel.malformed-envelope", "headers ce_sequence (from 1) and ce_recordedtime are needed");
            }
            var actor = envelope.actor();
            return new Reading.Readable(new LoggedEvent(
                    UUID.fromString(new String(record.key(), UTF_8)),
                    service(envelope.source()),
                    envelope.sequence(),
                    envelope.id(),
                    envelope.type(),
                    envelope.time(),
                    envelope.recordedTime(),
                    actor == null ? null : actor.id(),
                    actor == null ? null : actor.unit(),
                    actor == null ? null : actor.role(),
                    actor == null ? null : actor.onBehalfOf(),
                    envelope.correlationId(),
                    envelope.causationId(),
                    new String(record.value(), UTF_8),
                    measured(envelope.type(), record.value())));
        } catch (Envelope.Malformed e) {
            return new Reading.Unreadable("kernel.malformed-envelope", String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            // The message may quote the body, which may be personal.
            return new Reading.Unreadable(
                    "kernel.unreadable-event",
                    "The event cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /**
     * Place of an event in a service's stream of a case.
     *
     * @param sequence from 1
     */
    record Place(UUID caseId, String service, long sequence) {}

    /** Reads the place of an event, even if the rest of it cannot be read; empty if that is not there. */
    static Optional<Place> place(ConsumerRecord<byte[], byte[]> record) {
        try {
            var envelope = Envelope.of(record.headers());
            var sequence = envelope.sequence();
            return record.key() == null || sequence == null || sequence < 1
                    ? Optional.empty()
                    : Optional.of(new Place(
                            UUID.fromString(new String(record.key(), UTF_8)), service(envelope.source()), sequence));
        } catch (Envelope.Malformed | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Reads what an event of this type and body says about the numbers. */
    MeasuredEvent measured(String type, byte[] body) throws IOException {
        var reader = readers.get(type);
        if (reader == null) {
            requireJson(body);
            return UNMEASURED;
        }
        return reader.readValue(body);
    }

    /**
     * Requires that a body is JSON, since it goes into the history as it is. Nothing of it is kept, whatever it holds.
     */
    private void requireJson(byte[] body) throws IOException {
        try (var parser = json.createParser(body)) {
            if (parser.nextToken() == null) {
                throw new IOException("no value");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new IOException("more than one value");
            }
        }
    }

    private static String service(String source) {
        return source.startsWith("/") ? source.substring(1) : source;
    }

    /** The same for a body that was read before, when the projection is made again. */
    public MeasuredEvent measuredAgain(String type, String body) {
        try {
            return measured(type, body.getBytes(UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read again what was recorded as " + type, e);
        }
    }
}
