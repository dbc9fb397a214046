package org.fengqiao.mediation.view;

import static org.fengqiao.kernel.sql.Column.constant;
import static org.fengqiao.kernel.sql.Column.integer;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.texts;
import static org.fengqiao.kernel.sql.Column.time;
import static org.fengqiao.kernel.sql.Column.uuid;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.eventstore.CaseView;
import org.fengqiao.kernel.jurisdiction.CaseList;
import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Upsert;
import org.fengqiao.kernel.web.TimeCursor;
import org.fengqiao.mediation.model.MarkGround;
import org.fengqiao.mediation.model.Mediation;
import org.fengqiao.mediation.model.RevisitChannel;
import org.fengqiao.mediation.view.Visits.Visit;

/** The list of answers that look made up, for those who evaluate; the earliest answer is in front. */
public final class MarkedAnswers implements CaseView<Mediation> {

    private static final Upsert<MarkedRow> WRITE = Upsert.<MarkedRow>into("revisit_marked")
            .key(uuid("case_id", MarkedRow::caseId))
            .key(integer("visit", MarkedRow::visit))
            .fixed(integer("round", MarkedRow::round))
            .fixed(text("party_id", MarkedRow::partyId))
            .fixed(integer("closure", MarkedRow::closure))
            .fixed(text("unit", MarkedRow::unit))
            .fixed(constant("channel", MarkedRow::channel))
            .fixed(text("asked_by", MarkedRow::askedBy))
            .fixed(integer("satisfaction", MarkedRow::satisfaction))
            .fixed(time("answered_at", MarkedRow::answeredAt))
            .set(texts("grounds", row -> row.grounds().stream().map(Enum::name).toList()))
            .build();

    /** The list as it is read. */
    public static final CaseList<Filter, MarkedRow> READ = CaseList.<Filter, MarkedRow>of(
                    "revisit_marked",
                    "case_id, visit, round, party_id, closure, unit, channel, asked_by, satisfaction, answered_at,"
                            + " grounds",
                    MarkedAnswers::row)
            .equalUnlessNull(text("unit", Filter::unit))
            .equalUnlessNull(text("asked_by", Filter::askedBy))
            .earliestFirst(
                    List.of("answered_at", "case_id", "visit"),
                    row -> new TimeCursor(row.answeredAt(), row.caseId(), row.visit()));

    /**
     * Filter of marked answers.
     *
     * @param unit null for all units
     * @param askedBy null for all who asked
     */
    public record Filter(@Nullable String unit, @Nullable String askedBy) {}

    /**
     * A marked answer.
     *
     * @param visit counts the parties of all rounds of the case from 1
     * @param unit the unit that held the case when it was closed
     * @param askedBy who asked; null if the party answered by itself
     */
    public record MarkedRow(
            UUID caseId,
            int visit,
            int round,
            String partyId,
            int closure,
            String unit,
            RevisitChannel channel,
            @Nullable String askedBy,
            int satisfaction,
            Instant answeredAt,
            List<MarkGround> grounds) {
        public MarkedRow {
            grounds = List.copyOf(grounds);
        }
    }

    private static MarkedRow row(Row row) {
        return new MarkedRow(
                row.getUUID("case_id"),
                row.getInteger("visit"),
                row.getInteger("round"),
                row.getString("party_id"),
                row.getInteger("closure"),
                row.getString("unit"),
                RevisitChannel.valueOf(row.getString("channel")),
                row.getString("asked_by"),
                row.getInteger("satisfaction"),
                row.getOffsetDateTime("answered_at").toInstant(),
                Stream.of(row.getArrayOfStrings("grounds"))
                        .map(MarkGround::valueOf)
                        .toList());
    }

    private static Optional<MarkedRow> marked(Visit visit) {
        return visit.asked()
                .answered()
                .filter(_ -> !visit.asked().marks().isEmpty())
                .map(answered -> new MarkedRow(
                        visit.caseId(),
                        visit.number(),
                        visit.round().plan().number(),
                        visit.partyId(),
                        visit.round().plan().closure(),
                        visit.round().plan().unit(),
                        answered.channel(),
                        answered.askedBy(),
                        answered.answer().satisfaction(),
                        answered.answeredAt(),
                        visit.asked().marks().stream().sorted().toList()));
    }

    @Override
    public List<ViewTable> tables() {
        return List.of(ViewTable.of("revisit_marked"));
    }

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<Mediation>> changed) {
        var rows = changed.stream()
                .flatMap(one -> Visits.of(one.caseId(), one.state().revisits()).stream())
                .flatMap(visit -> marked(visit).stream())
                .toList();
        return rows.isEmpty() ? Uni.createFrom().voidItem() : WRITE.write(session, rows);
    }
}
