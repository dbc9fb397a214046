package org.fengqiao.control.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.fengqiao.kernel.legalclock.DeadlineTypes;
import org.fengqiao.local.Service;

/**
 * Golden histories: cases that were recorded once, without people, and are folded by each build. What every event makes
 * of the state, the deadlines, the messages to partners and the milestones is approved by a person; the first event
 * from which on it is another fails the build. After looking, approve with {@code -Dapprove=true}.
 */
class GoldenHistoriesTest {

    private static final Path FOLDER = Path.of("src/test/resources/histories");
    private static final boolean APPROVE = Boolean.getBoolean("approve");
    private static final Folds FOLDS = Folds.shipped();

    static Stream<String> histories() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jsonl"))
                    .map(name -> name.substring(0, name.length() - ".jsonl".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** Effects of one event on the case, as lines. */
    private record Told(String event, List<String> lines) {}

    @ParameterizedTest
    @MethodSource("histories")
    void everyEventMakesOfTheCaseWhatWasApproved(String name) throws IOException {
        var approvedFile = FOLDER.resolve(name + ".approved.txt");
        var today = told(history(name));
        if (APPROVE) {
            Files.writeString(approvedFile, text(today));
            return;
        }
        assertThat(approvedFile)
                .as("approve it by running the test with -Dapprove=true")
                .exists();
        var approved = approved(Files.readString(approvedFile));
        for (var at = 0; at < Math.max(today.size(), approved.size()); at++) {
            var now = at < today.size() ? today.get(at) : new Told("nothing", List.of());
            var then = at < approved.size() ? approved.get(at) : new Told("nothing", List.of());
            if (!now.equals(then)) {
                fail(
                        "%s parts from what was approved at event %d, %s%n%napproved: %s%n%s%n%nnow: %s%n%s%n%n%s",
                        name,
                        at + 1,
                        now.event(),
                        then.event(),
                        String.join("\n", without(then.lines(), now.lines())),
                        now.event(),
                        String.join("\n", without(now.lines(), then.lines())),
                        "After looking, approve with -Dapprove=true.");
            }
        }
    }

    private static List<String> without(List<String> lines, List<String> others) {
        return lines.stream().filter(line -> !others.contains(line)).toList();
    }

    /** What the cases were chosen for: that every service and as many events as may be are in them. */
    @Test
    void theCasesAreOfAllServicesAndManyKinds() throws IOException {
        var services = EnumSet.noneOf(Service.class);
        var types = new TreeSet<String>();
        var cases = 0;
        for (var name : histories().toList()) {
            cases++;
            history(name).events().forEach(event -> {
                services.add(event.recordedBy());
                types.add(event.type());
            });
        }
        assertThat(cases).isBetween(10, 20);
        assertThat(services)
                .containsExactlyInAnyOrder(Service.INTAKE, Service.ROUTING, Service.MEDIATION, Service.PETITION);
        assertThat(types).hasSizeGreaterThan(40);
    }

    @Test
    void nobodyIsInThem() throws IOException {
        for (var name : histories().toList()) {
            assertThat(Files.readString(FOLDER.resolve(name + ".jsonl")))
                    .as(name)
                    .doesNotContain("\"box.");
        }
    }

    private static CaseHistory history(String name) throws IOException {
        var file = new HistoryFile(FOLDER.resolve(name + ".jsonl"));
        return file.read(file.cases().iterator().next(), EnumSet.allOf(Service.class));
    }

    private static List<Told> told(CaseHistory history) {
        var streams = new EnumMap<Service, StreamFold<?, ?>>(Service.class);
        var milestones = new Milestones();
        return history.events().stream()
                .map(event -> told(
                        streams.computeIfAbsent(event.recordedBy(), FOLDS::begin)
                                .next(event),
                        milestones))
                .toList();
    }

    private static Told told(StreamFold.Folded<?, ?> folded, Milestones milestones) {
        var event = folded.event();
        var lines = new ArrayList<String>();
        Change.between(StateJson.of(folded.before()), StateJson.of(folded.after()))
                .forEach(change -> lines.add("state    " + change.inALine()));
        Change.between(StateJson.of(folded.deadlinesBefore()), StateJson.of(folded.deadlinesAfter()))
                .forEach(change -> lines.add("deadline " + change.inALine()));
        var types = DeadlineTypes.of(event.service());
        folded.clockDecides()
                .forEach(decided ->
                        lines.add("clock    %s %s".formatted(types.shortNameOf(decided), StateJson.of(decided))));
        folded.sends()
                .forEach(send -> lines.add("sends    %s to %s, key %s: %s"
                        .formatted(send.type(), send.topic(), send.key(), StateJson.of(send.body()))));
        milestones.next(event).forEach(milestone -> lines.add("counted  " + milestone));
        return new Told(event.place() + " " + event.eventId(), lines);
    }

    private static String text(List<Told> told) {
        var text = new StringBuilder();
        for (var one : told) {
            text.append(one.event()).append('\n');
            one.lines().forEach(line -> text.append("  ").append(line).append('\n'));
        }
        return text.toString();
    }

    private static List<Told> approved(String text) {
        var told = new ArrayList<Told>();
        for (var line : text.lines().toList()) {
            if (line.startsWith("  ")) {
                told.getLast().lines().add(line.substring(2));
            } else {
                told.add(new Told(line, new ArrayList<>()));
            }
        }
        return told;
    }
}
