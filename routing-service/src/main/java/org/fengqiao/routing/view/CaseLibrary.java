package org.fengqiao.routing.view;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.RandomBlocks;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.Purpose;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sealing.json.SealedJson;
import org.fengqiao.kernel.sql.Rows;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.threads.EventLoop;
import org.fengqiao.kernel.web.TimeCursor;
import org.fengqiao.kernel.words.DisputeWords;
import org.fengqiao.kernel.words.Likeness;
import org.fengqiao.routing.model.ReviewEvent.TypicalCaseSummarised;
import org.fengqiao.routing.model.RoutingEvent.CaseTriaged;

/**
 * The library of typical cases (典型案例): summaries without anybody whom they are about, and which of them are like a new
 * case. Nothing is made of them that stays: words and weights are made for each question of the texts that can be
 * opened, so that a case that is forgotten, taken out or reopened is in no answer from then on.
 */
@Singleton
public class CaseLibrary {

    /** The number of summaries that a case is compared with, those published last. */
    public static final int MOST_COMPARED = 500;

    /** The same category speaks for a summary as this much of likeness does. */
    private static final double SAME_CATEGORY = 0.1;

    private static final int MOST_REASONS = 8;

    private static final String SUMMARISED = "fengqiao.routing.typical-case-summarised.v1";
    private static final String TRIAGED = "fengqiao.routing.case-triaged.v1";

    private static final String PUBLISHED = """
            select typical_case.case_id, typical_case.published_at, custody.category, written.data
            from typical_case
              left join custody on custody.case_id = typical_case.case_id
              cross join lateral (
                select data from event
                where event.case_id = typical_case.case_id and event.type = '%s'
                order by event.version desc limit 1) written
            where typical_case.published_at is not null and typical_case.closing_stands""".formatted(SUMMARISED);

    private static final Statement LISTED = Statement.of(PUBLISHED + """

              and (typical_case.published_at, typical_case.case_id) > (:after, :afterCase)
              and (cast(:category as text) is null or custody.category = :category)
            order by typical_case.published_at, typical_case.case_id limit :count""");

    private static final Statement COMPARED = Statement.of(PUBLISHED + """

              and typical_case.case_id <> :caseId
            order by typical_case.published_at desc limit :count""");

    private static final Statement ASKED = Statement.of("""
            select event.data, custody.category
            from event left join custody on custody.case_id = event.case_id
            where event.case_id = :caseId and event.type = '%s' order by event.version limit 1""".formatted(TRIAGED));

    private final Mutiny.SessionFactory sessions;
    private final KeyRings keys;
    private final SealedJson json;
    private final DisputeWords words = new DisputeWords();

    CaseLibrary(Mutiny.SessionFactory sessions, KeyRings keys, ObjectMapper json) {
        this.sessions = sessions;
        this.keys = keys;
        this.json = new SealedJson(json, new RandomBlocks());
    }

    /**
     * A case of the library.
     *
     * @param category null if the case is in no queue
     * @param summary with its texts as they are recorded
     */
    public record Published(
            UUID caseId, Instant publishedAt, @Nullable String category, TypicalCaseSummarised summary) {

        /** Returns its place in the list. */
        public TimeCursor place() {
            return new TimeCursor(publishedAt, caseId);
        }
    }

    /**
     * A case of the library that is like another one.
     *
     * @param likeness from 0 to 1, without what the category adds
     * @param because the words that both have, the rarest first
     */
    public record Similar(Published published, double likeness, List<String> because) {}

    private record Asked(
            @Nullable String category, @Nullable PersonalText account) {}

    /**
     * Returns the cases of the library, the one published first in front.
     *
     * @param category null for all
     */
    public Uni<List<Published>> list(@Nullable String category, TimeCursor after, int count) {
        return sessions.withStatelessSession(
                session -> LISTED.bind("after", after.time().atOffset(ZoneOffset.UTC))
                        .bind("afterCase", after.caseId())
                        .bind("category", category)
                        .bind("count", count)
                        .list(session, this::read));
    }

    /** Returns the cases of the library that are most like this one, the most alike first. */
    public Uni<List<Similar>> like(UUID caseId, int count) {
        return sessions.withStatelessSession(session -> ASKED.bind("caseId", caseId)
                        .first(session, row -> asked(row, caseId))
                        .flatMap(asked -> COMPARED.bind("caseId", caseId)
                                .bind("count", MOST_COMPARED)
                                .list(session, this::read)
                                .map(library -> new Comparison(asked, library))))
                .flatMap(comparison -> keys.toOpen(Purpose.FINDING_SIMILAR_CASES, comparison.subjects())
                        .flatMap(ring -> EventLoop.beside(() -> comparison.likest(ring, count))));
    }

    private Published read(Row row) {
        var caseId = row.getUUID("case_id");
        return new Published(
                caseId,
                Rows.time(row, "published_at"),
                row.getString("category"),
                json.readClosed(row.getString("data"), TypicalCaseSummarised.class, caseId, SUMMARISED));
    }

    private Asked asked(Row row, UUID caseId) {
        return new Asked(
                row.getString("category"),
                json.readClosed(row.getString("data"), CaseTriaged.class, caseId, TRIAGED)
                        .summary());
    }

    /** A case and the library that it is compared with. */
    private final class Comparison {

        private final @Nullable Asked asked;
        private final List<Published> library;

        private Comparison(@Nullable Asked asked, List<Published> library) {
            this.asked = asked;
            this.library = library;
        }

        private Set<SubjectId> subjects() {
            return Stream.concat(
                            Stream.ofNullable(asked).flatMap(one -> Stream.ofNullable(one.account())),
                            library.stream()
                                    .flatMap(one -> Stream.of(
                                            one.summary().title(), one.summary().text())))
                    .map(PersonalText::subject)
                    .collect(toSet());
        }

        private record Worded(Published published, Set<String> words) {}

        private List<Similar> likest(KeyRing ring, int count) {
            var account = asked == null ? "" : opened(asked.account(), ring);
            var mine = words.of(account);
            var others = library.stream()
                    .map(one -> new Worded(
                            one,
                            words.of(opened(one.summary().title(), ring)
                                    + "\n"
                                    + opened(one.summary().text(), ring))))
                    .toList();
            var likeness = Likeness.among(others.stream().map(Worded::words).toList());
            return others.stream()
                    .map(other -> new Similar(
                            other.published(),
                            likeness.of(mine, other.words()),
                            likeness.because(mine, other.words()).stream()
                                    .limit(MOST_REASONS)
                                    .toList()))
                    .filter(similar -> similar.likeness() >= Likeness.LEAST)
                    .sorted(Comparator.comparingDouble(this::weighed).reversed())
                    .limit(count)
                    .toList();
        }

        private double weighed(Similar similar) {
            var category = asked == null ? null : asked.category();
            return similar.likeness()
                    + (category != null && category.equals(similar.published().category()) ? SAME_CATEGORY : 0);
        }
    }

    private static String opened(@Nullable PersonalText text, KeyRing ring) {
        if (text == null) {
            return "";
        }
        return (text instanceof PersonalText.Closed closed ? ring.open(closed) : text).revealOr("");
    }
}
