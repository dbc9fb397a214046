package org.fengqiao.control.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.inbound.LogReader;
import org.fengqiao.analytics.model.BatchFold;
import org.fengqiao.analytics.model.FollowedCase;
import org.fengqiao.kernel.json.Json;

/** The fold of a case by analytics: which milestones each event reaches, and which it ends. Not thread-safe. */
public final class Milestones {

    private static final LogReader READER = new LogReader(Json.mapper());

    private @Nullable FollowedCase followed;

    /** Begins with a case that analytics has never heard of. */
    public Milestones() {}

    /**
     * Follows the next event.
     *
     * @return a line for each milestone reached or ended; one that says so for an event that is not followed
     */
    public List<String> next(CaseEvent event) {
        var batch = new BatchFold(followed == null ? Map.of() : Map.of(event.caseId(), followed), List.of());
        return switch (READER.read(record(event))) {
            case LogReader.Reading.Unreadable(var code, var _) -> List.of("analytics cannot read it: " + code);
            case LogReader.Reading.Readable(var logged) ->
                switch (batch.follow(logged)) {
                    case BatchFold.Followed.Repeated _ -> List.of("analytics has followed it before");
                    case BatchFold.Followed.Gap(var expected) ->
                        List.of("analytics waits for %s %d".formatted(event.service(), expected));
                    case BatchFold.Followed.Taken _ -> {
                        followed = batch.followed().getFirst();
                        yield lines(batch);
                    }
                };
        };
    }

    private static List<String> lines(BatchFold batch) {
        var lines = new ArrayList<String>();
        for (var milestone : batch.milestones()) {
            var value = milestone.value() == null ? "" : " " + milestone.value();
            var unit = milestone.unit() == null ? "" : " of " + milestone.unit();
            lines.add("%s %s%s%s at %s"
                    .formatted(
                            milestone.kind(), milestone.subject(), value, unit, Times.shown(milestone.occurredAt())));
        }
        for (var ending : batch.endings()) {
            lines.add("ends %s %s at %s".formatted(ending.kind(), ending.subject(), Times.shown(ending.endedAt())));
        }
        return lines;
    }

    /** Returns the event as it stands on the common log. */
    private static ConsumerRecord<byte[], byte[]> record(CaseEvent event) {
        var record = new ConsumerRecord<>(
                "case-events",
                0,
                0,
                event.caseId().toString().getBytes(UTF_8),
                event.data().toString().getBytes(UTF_8));
        header(record, "ce_id", event.eventId());
        header(record, "ce_source", "/" + event.service());
        header(record, "ce_type", event.type());
        header(record, "ce_subject", event.caseId());
        header(record, "ce_time", event.occurredAt());
        header(record, "ce_recordedtime", event.recordedAt());
        header(record, "ce_sequence", event.version());
        header(record, "ce_actorid", event.actor().id());
        header(record, "ce_actorunit", event.actor().unit());
        header(record, "ce_actorrole", event.actor().role());
        header(record, "ce_onbehalfof", event.actor().onBehalfOf());
        header(record, "ce_correlationid", event.correlationId());
        header(record, "ce_causationid", event.causationId());
        return record;
    }

    private static void header(ConsumerRecord<byte[], byte[]> record, String name, @Nullable Object value) {
        if (value != null) {
            record.headers().add(name, value.toString().getBytes(UTF_8));
        }
    }
}
