package org.fengqiao.analytics.projection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.analytics.inbound.LogReader;
import org.fengqiao.analytics.model.BatchFold;
import org.fengqiao.analytics.model.GivenUp;
import org.fengqiao.analytics.model.LoggedEvent;
import org.fengqiao.kernel.refold.RefoldSource;
import org.fengqiao.kernel.refold.RefoldSources;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;

/** Cases of the log as analytics recorded it, folded again into profiles, milestones and how far each was followed. */
@Singleton
public class ProjectedCases implements RefoldSource, RefoldSources {

    private static final List<ViewTable> TABLES = List.of(
            ViewTable.of("followed_case").json("state"), ViewTable.of("case_profile"), ViewTable.of("milestone"));

    private static final Statement COUNT =
            Statement.of("select count(*) as streams from recorded_event where position = 1");

    private static final Statement NEXT = Statement.of("""
            select case_id from recorded_event where position = 1 and case_id > :after
            order by case_id limit :most""");

    private static final Statement EVENTS = Statement.of("""
            select case_id, position, service, sequence, event_id, type, occurred_at, recorded_at, data
            from recorded_event where case_id = any(:cases) order by case_id, position""");

    private static final Statement MOVED = Statement.of("""
            (select e.case_id from recorded_event e join refold.folded f on f.stream = e.case_id
             where e.position = f.version + 1 limit :most)
            union
            (select e.case_id from recorded_event e where e.position = 1
               and not exists (select from refold.folded f where f.stream = e.case_id) limit :most)""");

    private final Projection projection;
    private final LogReader reader;

    ProjectedCases(Projection projection, ObjectMapper json) {
        this.projection = projection;
        this.reader = new LogReader(json);
    }

    @Override
    public List<RefoldSource> all() {
        return List.of(this);
    }

    @Override
    public String name() {
        return "cases";
    }

    @Override
    public List<ViewTable> tables() {
        return TABLES;
    }

    @Override
    public Uni<Long> count(Mutiny.StatelessSession session) {
        return COUNT.bound().first(session, row -> row.getLong("streams")).map(Objects::requireNonNull);
    }

    @Override
    public Uni<Batch> after(Mutiny.StatelessSession session, UUID after, int most) {
        return NEXT.bind("after", after)
                .bind("most", most)
                .list(session, row -> row.getUUID("case_id"))
                .flatMap(cases -> of(session, cases));
    }

    @Override
    public Uni<Batch> of(Mutiny.StatelessSession session, Collection<UUID> streams) {
        return streams.isEmpty()
                ? Uni.createFrom().item(new Logged(Map.of(), List.of()))
                : EVENTS.bindIds("cases", streams)
                        .list(session, this::entry)
                        .flatMap(entries -> GivenUpEvents.of(session, streams)
                                .map(givenUp -> new Logged(
                                        entries.stream()
                                                .collect(groupingBy(
                                                        entry -> entry.event().caseId(), LinkedHashMap::new, toList())),
                                        givenUp)));
    }

    @Override
    public Uni<List<UUID>> moved(Mutiny.StatelessSession session, int most) {
        return MOVED.bind("most", most)
                .list(session, row -> row.getUUID("case_id"))
                .map(found -> found.stream().distinct().limit(most).toList());
    }

    /** An event at its place in the history of its case. */
    private record Entry(long position, LoggedEvent event) {}

    private Entry entry(Row row) {
        var type = row.getString("type");
        var data = row.getString("data");
        return new Entry(
                row.getLong("position"),
                new LoggedEvent(
                        row.getUUID("case_id"),
                        row.getString("service"),
                        row.getLong("sequence"),
                        row.getUUID("event_id"),
                        type,
                        Rows.time(row, "occurred_at"),
                        Rows.time(row, "recorded_at"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        data,
                        reader.measuredAgain(type, data)));
    }

    private final class Logged implements Batch {

        private final Map<UUID, List<Entry>> byCase;
        private final List<GivenUp> givenUp;

        Logged(Map<UUID, List<Entry>> byCase, List<GivenUp> givenUp) {
            this.byCase = byCase;
            this.givenUp = givenUp;
        }

        @Override
        public List<Sequence> streams() {
            return byCase.entrySet().stream()
                    .map(one -> new Sequence(
                            one.getKey(),
                            one.getValue().getLast().position(),
                            one.getValue().stream()
                                    .map(entry -> new Event(
                                            entry.position(),
                                            entry.event().type(),
                                            entry.event().eventId(),
                                            entry.event().recordedAt()))
                                    .toList()))
                    .toList();
        }

        @Override
        public Uni<Void> fold(Mutiny.StatelessSession session, int events) {
            var fold = new BatchFold(Map.of(), givenUp);
            for (var history : byCase.values()) {
                for (var entry : history.subList(0, Math.min(events, history.size()))) {
                    if (!(fold.follow(entry.event()) instanceof BatchFold.Followed.Taken)) {
                        throw new IllegalStateException("the recorded history of a case has a gap");
                    }
                }
            }
            return projection.saveDerived(session, fold);
        }

        @Override
        public Uni<List<Otherwise>> otherwise() {
            return Uni.createFrom().item(List.of());
        }
    }
}
