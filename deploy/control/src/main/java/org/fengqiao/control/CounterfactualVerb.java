package org.fengqiao.control;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import org.fengqiao.kernel.legalclock.DeadlineEvent;
import org.fengqiao.kernel.legalclock.LegalClock;
import org.fengqiao.kernel.legalclock.Rule;
import org.fengqiao.kernel.legalclock.Rules;
import org.fengqiao.kernel.legalclock.files.FaultyLegalFiles;
import org.fengqiao.kernel.legalclock.files.LegalFile;
import org.fengqiao.kernel.legalclock.files.LegalFiles;
import org.fengqiao.local.Service;
import org.fengqiao.local.UserError;

/** {@code casectl counterfactual}: recorded cases under other rules. Reads only; nothing is recorded anywhere. */
@Command(
        name = "counterfactual",
        mixinStandardHelpOptions = true,
        description = {
            "Says what other rules would have made of the recorded cases: which deadlines would be due at another time"
                    + " and how many would then be kept, or which cases another triage table would judge otherwise.",
            "What people did, and when, is taken as it was. Reads the event tables only, and changes nothing."
        },
        footer = {
            "",
            "Examples:",
            "  casectl counterfactual --rules drafts/             by rule: moved, on time and late, as it was and then",
            "  casectl counterfactual --rules drafts/ --cases -o csv    each deadline that would be due otherwise",
            "  casectl counterfactual --triage draft.yaml         cases that would be judged otherwise",
            "A file in drafts/ has the form of legal/rules (docs/rules.md); its rules replace ours of the same names."
        })
final class CounterfactualVerb implements Callable<Integer> {

    private static final int FETCHED_AT_ONCE = 1_000;
    private static final int LISTED = 1_000;

    private static final String EVENTS = """
            select case_id::text, type, data from event
            where type like 'fengqiao.%.deadline-%' or type like 'fengqiao.%.clock-%'
            order by case_id, version""";

    @Spec
    private CommandSpec spec;

    @Mixin
    private DraftOptions drafts;

    @Mixin
    private SomeServices services;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "with --triage: only cases judged then or later; of the last year if not given")
    private @Nullable OffsetDateTime from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "with --triage, only cases judged before then; with --rules, what is not done by then counts"
                    + " as late; now if not given")
    private @Nullable OffsetDateTime to;

    @Mixin
    private SystemOptions system;

    @Mixin
    private Output output;

    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var rules = drafts.rules();
        var triage = drafts.triage();
        if (rules != null) {
            output.print(deadlines(clock(rules)));
        } else if (triage != null) {
            output.print(judgements(triage));
        } else {
            throw new ParameterException(spec.commandLine(), "Name a draft: --rules or --triage.");
        }
        return 0;
    }

    /** Returns the clock of our rules, but for those that the folder has. */
    static LegalClock clock(Path folder) throws IOException {
        var files = new ArrayList<LegalFile>();
        if (!Files.isDirectory(folder)) {
            throw new UserError("There is no folder %s.".formatted(folder));
        }
        try (var found = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
            for (var file : found) {
                files.add(new LegalFile(file.getFileName().toString(), Files.readString(file)));
            }
        }
        if (files.isEmpty()) {
            throw new UserError("%s has no .yaml file with rules.".formatted(folder));
        }
        var ours = LegalFiles.official();
        try {
            var theirs = LegalFiles.read(files, List.of()).rules().all();
            var replaced = theirs.stream().map(Rule::id).collect(Collectors.toSet());
            var kept = ours.rules().all().stream().filter(rule -> !replaced.contains(rule.id()));
            return new LegalClock(Rules.of(Stream.concat(kept, theirs.stream()).toList()), ours.calendar());
        } catch (FaultyLegalFiles faulty) {
            throw new UserError(faulty.getMessage());
        }
    }

    private Table deadlines(LegalClock then) throws IOException {
        var counterfactual = new Counterfactual(then, to == null ? clock.instant() : to.toInstant());
        for (var service : services.orAll()) {
            if (service != Service.ANALYTICS) {
                try (var connection = system.connect(service)) {
                    read(connection, service.label(), counterfactual);
                } catch (SQLException e) {
                    throw new UserError(
                            "The events of %s could not be read: %s.".formatted(service.label(), e.getMessage()));
                }
            }
        }
        var otherwise = counterfactual.otherwise();
        output.note("%,d cases would have something late that had not, %,d the other way round; %s"
                .formatted(otherwise.late(), otherwise.onTime(), counterfactual.onTimeRate()));
        return drafts.cases() ? listed(counterfactual.moved()) : counterfactual.byRule();
    }

    /** Case by case, so that a year of cases need not fit into memory. */
    static void read(Connection connection, String service, Counterfactual counterfactual)
            throws SQLException, IOException {
        var json = new ObjectMapper();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED_AT_ONCE);
            try (var rows = statement.executeQuery(EVENTS)) {
                var caseId = "";
                var events = new ArrayList<DeadlineEvent>();
                while (rows.next()) {
                    if (!rows.getString(1).equals(caseId)) {
                        counterfactual.add(service, caseId, events);
                        events.clear();
                        caseId = rows.getString(1);
                    }
                    RecordedDeadline.of(rows.getString(2), json.readTree(rows.getString(3)))
                            .ifPresent(events::add);
                }
                counterfactual.add(service, caseId, events);
            }
        }
    }

    private static Table listed(List<Counterfactual.Moved> moved) {
        var table = Table.of(
                "service",
                "caseId",
                "deadline",
                "rule",
                "startedAt",
                "due",
                "dueThen",
                "metAt",
                "outcome",
                "outcomeThen");
        moved.forEach(one -> table.row(
                one.service(),
                one.caseId(),
                one.deadline(),
                one.rule(),
                one.startedAt(),
                one.due(),
                one.dueThen(),
                one.metAt(),
                one.outcome(),
                one.outcomeThen()));
        return table;
    }

    private Table judgements(Path file) throws IOException, InterruptedException {
        JsonNode table;
        try {
            // JSON is YAML.
            table = new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UserError("%s can't be read as JSON or YAML: %s".formatted(file, unreadable.getMessage()));
        }
        var end = to == null ? OffsetDateTime.now(clock) : to;
        var body = new LinkedHashMap<String, Object>();
        body.put("table", table);
        body.put("from", (from == null ? end.minusYears(1) : from).toInstant().toString());
        body.put("to", end.toInstant().toString());
        body.put("limit", LISTED);
        var answer = system.calls(List.of("dispatcher"))
                .post(URI.create(system.of(Service.ROUTING) + "/triage/trials"), body, null);
        var judged = Table.of("caseId", "differs", "was", "would");
        answer.path("cases")
                .forEach(one -> judged.row(
                        one.path("caseId").asText(),
                        RecordedDeadline.text(one.path("differs")),
                        RecordedDeadline.text(one.path("was")),
                        RecordedDeadline.text(one.path("would"))));
        output.note("%d cases judged, %d of them otherwise, %d could not be judged; up to %s"
                .formatted(
                        answer.path("judged").asInt(),
                        answer.path("changed").asInt(),
                        answer.path("unreadable").asInt(),
                        answer.path("until").asText()));
        return judged;
    }
}
