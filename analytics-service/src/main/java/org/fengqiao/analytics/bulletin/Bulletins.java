package org.fengqiao.analytics.bulletin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import org.fengqiao.analytics.bulletin.Bulletin.Correction;
import org.fengqiao.analytics.bulletin.Bulletin.CorrectionCause;
import org.fengqiao.analytics.bulletin.BulletinRules.TableRule;
import org.fengqiao.analytics.metric.Dimension;
import org.fengqiao.analytics.metric.Evidence;
import org.fengqiao.analytics.metric.MetricAnswers;
import org.fengqiao.analytics.metric.MetricAnswers.Answer;
import org.fengqiao.analytics.metric.MetricRow;
import org.fengqiao.analytics.metric.MetricSql.After;
import org.fengqiao.analytics.metric.Part;
import org.fengqiao.analytics.metric.Question;
import org.fengqiao.analytics.projection.KnownUpTo;
import org.fengqiao.analytics.projection.Projection;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.jurisdiction.Jurisdiction;
import org.fengqiao.kernel.messaging.Positions;
import org.fengqiao.kernel.messaging.Sha256;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;

/**
 * The bulletins that were issued, and the issue of new ones. All figures of a bulletin are counted in one transaction,
 * for which the readers of the log wait: they know the same, and {@link KnownUpTo} says what.
 */
@Singleton
public class Bulletins {

    private static final Logger LOG = Logger.getLogger(Bulletins.class);

    private static final Statement LATEST = Statement.of("""
        select district, digest, body from bulletin
        where district = :district and period = :period order by edition desc limit 1\
        """);

    private static final Statement FIND =
            Statement.of("select district, digest, body from bulletin where bulletin_id = :bulletin");

    private static final Statement LIST = Statement.of("""
        select bulletin_id, district, kind, period, edition, issued_by, issued_at, digest from bulletin
        where bulletin_id < :before and (:reachDistrict = '*' or district = :reachDistrict)
          and (cast(:district as text) is null or district = :district)
          and (cast(:kind as text) is null or kind = :kind)
          and (cast(:period as text) is null or period = :period)
        order by bulletin_id desc limit :count\
        """);

    private static final Statement ISSUE = Statement.of("""
        insert into bulletin (bulletin_id, district, kind, period, edition, issued_by, issued_at, digest, body)
        values (:bulletin, :district, :kind, :period, :edition, :issuedBy, :issuedAt, :digest, :body)\
        """);

    /** The digest of the lines, one for each thing that was counted, in the order of their bytes. */
    private static final Statement DIGEST_OF_CASES = Statement.of("""
        select encode(sha256(convert_to(coalesce(string_agg(line, chr(10) order by line), ''), 'UTF8')), 'hex')
          as digest
        from (
          select concat_ws(chr(9), metric, row_key, case_id, position, subject, coalesce(value, ''),
            case when hit then 'numerator' else 'remainder' end, event_id, coalesce(cast(answer_id as text), ''))
            collate "C" as line
          from bulletin_case where bulletin_id = :bulletin) counted\
        """);

    private static final Statement CASES = Statement.of("""
        select case_id, position, subject, value, event_id, case when hit then answer_id end as answer_id
        from bulletin_case c
        where bulletin_id = :bulletin and metric = :metric and (cast(:key as text) is null or row_key = :key)
          and (:part = 'DENOMINATOR' or hit = (:part = 'NUMERATOR'))
          and (case_id, position, subject) > (:afterCase, :afterPosition, :afterSubject)
          and %s
        order by case_id, position, subject limit :count\
        """.formatted(Jurisdiction.cases("c.case_id")));

    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private static final After BEFORE_ALL = new After(new UUID(0, 0), 0, "");

    private static final Jurisdiction ALL_PLACES = new Jurisdiction(Jurisdiction.WHOLE_CITY, null, null, null, null);

    private final BulletinRules rules = DataFile.read("bulletins.yaml", BulletinRules.class);
    private final MetricAnswers answers;
    private final Positions positions;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    Bulletins(MetricAnswers answers, @Identifier(Positions.LISTENER) Positions positions, ObjectMapper json) {
        this.answers = answers;
        this.positions = positions;
        this.reader = json.readerFor(Bulletin.class);
        this.writer = json.writerFor(Bulletin.class);
    }

    /** Reads the rules at start, so that faulty ones keep the service from starting. */
    @Startup
    void readRules() {
        LOG.debugf("%d versions of the rules of bulletins", rules.versions().size());
    }

    /**
     * An order to issue a bulletin.
     *
     * @param bulletin its id
     * @param correcting the edition in whose place it comes; null for the first
     */
    public record Order(
            UUID bulletin,
            Period period,
            String district,
            @Nullable Correcting correcting,
            Actor by,
            Instant at) {}

    /** An edition to be corrected, and why. */
    public record Correcting(int edition, CorrectionCause cause) {}

    /**
     * A bulletin as it is stored.
     *
     * @param digest SHA-256 of the body
     * @param body JSON, as it was issued
     */
    public record Stored(String district, String digest, String body) {

        private static Stored of(Row row) {
            return new Stored(row.getString("district"), row.getString("digest"), row.getString("body"));
        }
    }

    /**
     * An issued bulletin in a list.
     *
     * @param digest SHA-256 of its body
     */
    public record Entry(
            UUID bulletin,
            String district,
            Period.Kind kind,
            String period,
            int edition,
            String issuedBy,
            Instant issuedAt,
            String digest) {

        private static Entry of(Row row) {
            return new Entry(
                    row.getUUID("bulletin_id"),
                    row.getString("district"),
                    Period.Kind.valueOf(row.getString("kind")),
                    row.getString("period"),
                    row.getInteger("edition"),
                    row.getString("issued_by"),
                    Rows.time(row, "issued_at"),
                    row.getString("digest"));
        }
    }

    /** Bulletins to be listed; null for all. */
    public record Filter(
            @Nullable String district,
            Period.@Nullable Kind kind,
            @Nullable String period) {}

    /**
     * Issues a bulletin, in the session's transaction.
     *
     * <p>Fails with {@link Problem.Thrown} for each {@link BulletinRefusal}.
     */
    public Uni<Stored> issue(Mutiny.StatelessSession session, Order order) {
        var version = rules.of(order.period());
        if (version.isEmpty()) {
            return Uni.createFrom().failure(refused(BulletinRefusal.NO_RULES_OF_BULLETINS));
        }
        if (order.period().end().isAfter(order.at())) {
            return Uni.createFrom().failure(refused(BulletinRefusal.PERIOD_NOT_OVER));
        }
        return positions
                .lock(session, Projection.TOPIC)
                .chain(() -> LATEST.bind("district", order.district())
                        .bind("period", order.period().name())
                        .first(session, Stored::of))
                .map(latest -> editionBefore(order, latest))
                .flatMap(before -> KnownUpTo.now(session, positions.consumer())
                        .flatMap(upTo -> make(session, order, version.get(), before, upTo))
                        .flatMap(bulletin -> store(session, bulletin)));
    }

    /** Returns the edition that the order corrects; empty if it is the first. */
    private Optional<EditionBefore> editionBefore(Order order, @Nullable Stored latest) {
        var before = Optional.ofNullable(latest).map(stored -> new EditionBefore(stored.digest(), read(stored)));
        var correcting = order.correcting();
        if (correcting == null && before.isPresent()) {
            throw refused(BulletinRefusal.BULLETIN_ISSUED);
        }
        if (correcting != null
                && before.filter(one -> one.bulletin().edition() == correcting.edition())
                        .isEmpty()) {
            throw refused(BulletinRefusal.NOT_THE_LATEST_EDITION);
        }
        return before;
    }

    private record EditionBefore(String digest, Bulletin bulletin) {}

    private Uni<Bulletin> make(
            Mutiny.StatelessSession session,
            Order order,
            BulletinRules.Version version,
            Optional<EditionBefore> before,
            KnownUpTo upTo) {
        var period = order.period();
        var layout = version.of(period.kind());
        return Multi.createFrom()
                .iterable(layout.tables())
                .onItem()
                .transformToUniAndConcatenate(rule -> table(session, order, rule))
                .collect()
                .asList()
                .flatMap(tables -> DIGEST_OF_CASES
                        .bind("bulletin", order.bulletin())
                        .list(session, row -> row.getString("digest"))
                        .map(digest -> new Bulletin(
                                order.bulletin(),
                                period.kind(),
                                layout.title(),
                                order.district(),
                                period.name(),
                                period.from(),
                                period.to(),
                                before.map(one -> one.bulletin().edition() + 1).orElse(1),
                                order.by(),
                                order.at(),
                                version.version(),
                                upTo,
                                before.map(one -> correction(order, one, tables))
                                        .orElse(null),
                                tables,
                                digest.getFirst())))
                .invoke(bulletin -> before.filter(one -> isTheSame(one.bulletin(), bulletin))
                        .ifPresent(_ -> {
                            throw refused(BulletinRefusal.NOTHING_TO_CORRECT);
                        }));
    }

    private static Correction correction(Order order, EditionBefore before, List<Table> tables) {
        return new Correction(
                before.bulletin().edition(),
                before.digest(),
                Objects.requireNonNull(order.correcting(), "correcting").cause(),
                Bulletin.changes(before.bulletin().tables(), tables));
    }

    private static boolean isTheSame(Bulletin earlier, Bulletin later) {
        return earlier.tables().equals(later.tables()) && earlier.casesDigest().equals(later.casesDigest());
    }

    /** Counts a table, and keeps the cases behind it. */
    private Uni<Table> table(Mutiny.StatelessSession session, Order order, TableRule rule) {
        var period = order.period();
        var question = question(order, rule, period.begin(), period.end(), rule.dimensions());
        return rows(session, question)
                .flatMap(rows -> before(session, order, rule).map(before -> Table.of(rule, period, rows, before)))
                .call(() -> answers.keep(session, question, order.bulletin()));
    }

    private Uni<List<MetricRow>> before(Mutiny.StatelessSession session, Order order, TableRule rule) {
        var history = rule.history();
        if (history == null) {
            return Uni.createFrom().item(List.of());
        }
        var period = order.period();
        var byMonth = Stream.concat(rule.dimensions().stream(), Stream.of(Dimension.MONTH))
                .toList();
        return rows(session, question(order, rule, period.begin(history.months()), period.begin(), byMonth));
    }

    private static Question question(Order order, TableRule rule, Instant from, Instant to, List<Dimension> groupBy) {
        return new Question(
                rule.number(),
                Map.of(Dimension.DISTRICT, List.of(order.district())),
                from,
                to,
                groupBy,
                null,
                ALL_PLACES,
                order.at());
    }

    private Uni<List<MetricRow>> rows(Mutiny.StatelessSession session, Question question) {
        return answers.rows(session, question).map(answer -> switch (answer) {
            case Answer.Rows(var rows) -> rows;
            case Answer.TooManyRows _ -> throw refused(BulletinRefusal.TABLE_TOO_LONG);
        });
    }

    private Uni<Stored> store(Mutiny.StatelessSession session, Bulletin bulletin) {
        var body = write(bulletin);
        var stored = new Stored(bulletin.district(), Sha256.hex(body.getBytes(UTF_8)), body);
        return ISSUE.bind("bulletin", bulletin.bulletin())
                .bind("district", bulletin.district())
                .bind("kind", bulletin.kind())
                .bind("period", bulletin.period())
                .bind("edition", bulletin.edition())
                .bind("issuedBy", bulletin.issuedBy().id())
                .bind("issuedAt", bulletin.issuedAt())
                .bind("digest", stored.digest())
                .bind("body", body)
                .execute(session)
                .replaceWith(stored);
    }

    /**
     * Returns a bulletin of a district that the jurisdiction has a part of: its figures are for all who work there.
     *
     * <p>Fails with {@link Problem.Thrown} 404 if there is none.
     */
    public Uni<Stored> find(Mutiny.StatelessSession session, UUID bulletin, Jurisdiction jurisdiction) {
        return FIND.bind("bulletin", bulletin).first(session, Stored::of).map(found -> {
            if (found == null
                    || !jurisdiction.district().equals(Jurisdiction.WHOLE_CITY)
                            && !jurisdiction.district().equals(found.district())) {
                throw refused(BulletinRefusal.NO_SUCH_BULLETIN);
            }
            return found;
        });
    }

    /** Returns the bulletins of the jurisdiction's district, the latest first. */
    public Uni<Page<Entry>> list(
            Mutiny.StatelessSession session, Filter filter, Jurisdiction jurisdiction, Page.Request page) {
        return LIST.bind("before", page.after(AFTER_ALL, UUID::fromString))
                .bind("reachDistrict", jurisdiction.district())
                .bind("district", filter.district())
                .bind("kind", filter.kind())
                .bind("period", filter.period())
                .bind("count", page.fetch())
                .list(session, Entry::of)
                .map(read -> Page.of(read, page, Entry::bulletin));
    }

    /**
     * Returns a page of what was counted for a line of a bulletin, as far as the jurisdiction reaches.
     *
     * @param key the line; null for all lines of the table
     */
    public Uni<List<Evidence>> cases(
            Mutiny.StatelessSession session,
            UUID bulletin,
            String metric,
            @Nullable String key,
            Part part,
            Jurisdiction jurisdiction,
            @Nullable After after,
            int limit) {
        var begin = after == null ? BEFORE_ALL : after;
        return jurisdiction
                .within(CASES.bind("bulletin", bulletin)
                        .bind("metric", metric)
                        .bind("key", key)
                        .bind("part", part)
                        .bind("afterCase", begin.caseId())
                        .bind("afterPosition", begin.position())
                        .bind("afterSubject", begin.subject())
                        .bind("count", limit))
                .list(
                        session,
                        row -> new Evidence(
                                row.getUUID("case_id"),
                                row.getLong("position"),
                                row.getString("subject"),
                                row.getString("value"),
                                Stream.of(row.getUUID("event_id"), row.getUUID("answer_id"))
                                        .filter(Objects::nonNull)
                                        .toList()));
    }

    /** Returns the bulletin that is stored. */
    public Bulletin read(Stored stored) {
        try {
            return reader.readValue(stored.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read a bulletin", e);
        }
    }

    private String write(Bulletin bulletin) {
        try {
            return writer.writeValueAsString(bulletin);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a bulletin", e);
        }
    }

    private static Problem.Thrown refused(BulletinRefusal because) {
        return Problem.of(because).exception();
    }
}
