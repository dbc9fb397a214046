package org.fengqiao.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.fengqiao.control.replay.CaseEvent;
import org.fengqiao.control.replay.Folds;
import org.fengqiao.control.replay.HistoryFile;
import org.fengqiao.local.Console;
import org.fengqiao.local.Figures;
import org.fengqiao.local.Service;
import org.fengqiao.local.UserError;
import org.fengqiao.local.Workplace;

/**
 * Replay of many cases by the services' own deciders, beside a bare reader that parses the same bodies and makes
 * nothing of them. The cases are the golden histories over and over, each time of another case. Both take turns on the
 * same pieces of the log, so that a machine that becomes slower is slower for both.
 */
final class Replays {

    private static final String HISTORIES = "deploy/control/src/test/resources/histories";
    private static final int PIECE = 20_000;
    private static final int WARM_UP = 8;

    private final int events;
    private final Console console;
    private final Folds folds = Folds.shipped();
    private final ObjectMapper json = new ObjectMapper();

    /** @param events so many are replayed */
    Replays(int events, Console console) {
        this.events = events;
        this.console = console;
    }

    /** An event as a log has it: its envelope, and its body as text. */
    private record Kept(CaseEvent event, String data) {}

    /** Measures, and adds what came of it. */
    void measure(Workplace workplace, Figures figures) throws IOException {
        var templates = templates(workplace);
        // The virtual machine has compiled what matters after that.
        for (var warm = 0; warm < WARM_UP; warm++) {
            fold(piece(templates, PIECE));
            parse(piece(templates, PIECE));
        }
        var folding = 0L;
        var parsing = 0L;
        var done = 0;
        var characters = 0L;
        for (var turn = 0; done < events; turn++) {
            var piece = piece(templates, Math.min(PIECE, events - done));
            if (turn % 2 == 0) {
                folding += fold(piece);
                parsing += parse(piece);
            } else {
                parsing += parse(piece);
                folding += fold(piece);
            }
            for (var stream : piece) {
                done += stream.size();
                for (var kept : stream) {
                    characters += kept.data().length();
                }
            }
            console.progress("replayed %,d of %,d events".formatted(done, events));
        }
        console.done();
        var folded = done * 1e9 / folding;
        var parsed = done * 1e9 / parsing;
        var how = "%,d events of %d histories over and over, %d characters each on average"
                .formatted(
                        done,
                        templates.stream()
                                .map(one -> one.getFirst().event().caseId())
                                .distinct()
                                .count(),
                        characters / done);
        figures.add(
                "replay: events read and folded by the services' deciders, one thread",
                String.format(Locale.ROOT, "%,.0f/s, %.2f of the bare reader", folded, folded / parsed),
                how);
        figures.add(
                "bare reader: the same bodies parsed by Jackson, nothing made of them",
                String.format(Locale.ROOT, "%,.0f/s", parsed),
                how);
    }

    /** Returns the streams of the golden histories. */
    private static List<List<Kept>> templates(Workplace workplace) throws IOException {
        var streams = new ArrayList<List<Kept>>();
        var folder = workplace.root().resolve(HISTORIES);
        if (!Files.isDirectory(folder)) {
            throw new UserError("There are no histories in %s; run it in a checkout.".formatted(folder));
        }
        try (var files = Files.newDirectoryStream(folder, "*.jsonl")) {
            for (var file : files) {
                var histories = new HistoryFile(file);
                for (var caseId : histories.cases()) {
                    histories.read(caseId, EnumSet.allOf(Service.class)).events().stream()
                            .collect(Collectors.groupingBy(CaseEvent::recordedBy))
                            .values()
                            .forEach(stream -> streams.add(stream.stream()
                                    .map(event -> new Kept(event, event.data().toString()))
                                    .toList()));
                }
            }
        }
        return streams;
    }

    /** Returns at least so many events, in whole streams, each of a case of its own. */
    private static List<List<Kept>> piece(List<List<Kept>> templates, int atLeast) {
        var piece = new ArrayList<List<Kept>>();
        for (var size = 0; size < atLeast; ) {
            for (var template : templates) {
                var caseId = UUID.randomUUID();
                var old = template.getFirst().event().caseId().toString();
                piece.add(template.stream()
                        .map(kept ->
                                new Kept(of(kept.event(), caseId), kept.data().replace(old, caseId.toString())))
                        .toList());
                size += template.size();
                if (size >= atLeast) {
                    break;
                }
            }
        }
        return piece;
    }

    private static CaseEvent of(CaseEvent event, UUID caseId) {
        return new CaseEvent(
                event.service(),
                caseId,
                event.version(),
                event.eventId(),
                event.type(),
                event.occurredAt(),
                event.recordedAt(),
                event.actor(),
                event.correlationId(),
                event.causationId(),
                event.data());
    }

    /** Returns how long it took, in nanoseconds. */
    private long fold(List<List<Kept>> piece) {
        var begun = System.nanoTime();
        for (var stream : piece) {
            var fold = folds.begin(stream.getFirst().event().recordedBy());
            for (var kept : stream) {
                fold.next(kept.event(), kept.data());
            }
        }
        return System.nanoTime() - begun;
    }

    /** Returns how long it took, in nanoseconds. */
    private long parse(List<List<Kept>> piece) throws IOException {
        var begun = System.nanoTime();
        var seen = 0;
        for (var stream : piece) {
            for (var kept : stream) {
                seen += json.readTree(kept.data()).size();
            }
        }
        var took = System.nanoTime() - begun;
        if (seen == 0) {
            throw new IllegalStateException("nothing was read");
        }
        return took;
    }
}
