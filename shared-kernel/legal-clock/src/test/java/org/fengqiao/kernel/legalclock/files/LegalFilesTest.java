package org.fengqiao.kernel.legalclock.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.fengqiao.kernel.legalclock.Rule;
import org.fengqiao.kernel.legalclock.Rules;

/** The rules and calendars that the product ships. A faulty file fails the build here, with file and line. */
class LegalFilesTest {

    static final Path RESOURCES = Path.of("src/main/resources/legal");

    static List<Path> rulePacks() throws IOException {
        return yaml("rules");
    }

    static List<Path> years() throws IOException {
        return yaml("calendar");
    }

    private static List<Path> yaml(String folder) throws IOException {
        try (var files = Files.list(RESOURCES.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    static List<LegalFile> read(List<Path> files) throws IOException {
        var read = new ArrayList<LegalFile>();
        for (var file : files) {
            read.add(new LegalFile("legal/" + RESOURCES.relativize(file), Files.readString(file)));
        }
        return read;
    }

    static List<String> names(Rules rules) {
        return rules.all().stream()
                .map(rule -> rule.id() + " " + rule.version())
                .toList();
    }

    @Test
    void everyFileIsFoundByBeingThere() throws IOException {
        var official = LegalFiles.official();
        assertThat(official.rules().all())
                .isEqualTo(LegalFiles.read(read(rulePacks()), read(years()))
                        .rules()
                        .all());
        for (var year : years()) {
            var number = Integer.parseInt(year.getFileName().toString().substring(0, 4));
            assertThat(official.calendar().isOfficial(number)).isTrue();
        }
        assertThat(official.calendar().isOfficial(2014)).isFalse();
        assertThat(official.calendar().isOfficial(2027)).isFalse();
    }

    @Test
    void everyClockOfTheDomainIsARule() {
        assertThat(LegalFiles.official().rules().all().stream().map(Rule::id).distinct())
                .containsExactlyInAnyOrder(
                        "referral-acknowledgement",
                        "referral-result",
                        "question-answer",
                        "partner-question-answer",
                        "outward-referral-answer",
                        "transfer-objection-decision",
                        "relief-decision",
                        "court-appointment-answer",
                        "court-mediation-before-filing",
                        "urgency-report",
                        "claim",
                        "dispatch",
                        "return",
                        "people-mediation",
                        "labour-mediation",
                        "medical-mediation",
                        "police-second-session",
                        "court-mediation-ordinary",
                        "court-mediation-summary",
                        "confirmation-window",
                        "confirmation-decision",
                        "petition-transfer",
                        "petition-notice",
                        "petition-transfer-objection",
                        "petition-handling",
                        "petition-review-request",
                        "petition-review",
                        "petition-second-review-request",
                        "petition-second-review",
                        "enforcement-application",
                        "legal-aid-decision",
                        "obligation-reminder",
                        "legal-aid-appointment",
                        "legal-aid-objection",
                        "relief-referral",
                        "relief-decision-of-body",
                        "relief-follow-up",
                        "consultation",
                        "consultation-urgent",
                        "duty",
                        "duty-claim",
                        "revisit-1",
                        "revisit-2",
                        "revisit-3",
                        "revisit-made",
                        "rectification",
                        "review-appeal",
                        "notice-answer",
                        "notice-objection",
                        "approval",
                        "relapse-window");
    }

    @Test
    void theOrderOfTheFilesMakesNoDifference() throws IOException {
        var packs = read(rulePacks());
        var years = read(years());
        var expected = LegalFiles.read(packs, years);
        Collections.shuffle(packs, new Random(7));
        Collections.shuffle(years, new Random(7));
        assertThat(LegalFiles.read(packs, years).rules().all())
                .isEqualTo(expected.rules().all());
    }

    @Test
    void theFilesAreFoundInAJarToo(@TempDir Path folder) throws IOException {
        // Without entries for the folders: some tools leave them out.
        var jar = folder.resolve("kernel with spaces.jar");
        write(jar, List.of("rules.schema.json", "calendar.schema.json"), rulePacks(), years());
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            assertThat(names(LegalFiles.on(loader).rules()))
                    .isEqualTo(names(LegalFiles.official().rules()));
        }
    }

    @Test
    void aClassPathWithoutTheFilesIsAnError(@TempDir Path folder) throws IOException {
        try (var nothing = new URLClassLoader(new URL[0], null)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> LegalFiles.on(nothing))
                    .withMessageContaining("legal/rules.schema.json is not on the class path");
        }
        var jar = folder.resolve("kernel.jar");
        write(jar, List.of("rules.schema.json", "calendar.schema.json"), List.of(), years());
        try (var noRules = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> LegalFiles.on(noRules))
                    .withMessageContaining("no file in legal/rules");
        }
        Files.createDirectories(folder.resolve("classes/legal"));
        Files.copy(RESOURCES.resolve("rules.schema.json"), folder.resolve("classes/legal/rules.schema.json"));
        var classes = URI.create(folder.resolve("classes").toUri().toString()).toURL();
        try (var noFolder = new URLClassLoader(new URL[] {classes}, null)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> LegalFiles.on(noFolder))
                    .withMessageContaining("no file in legal/rules");
        }
    }

    private static void write(Path jar, List<String> schemas, List<Path> packs, List<Path> years) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var schema : schemas) {
                put(out, "legal/" + schema, "{}");
            }
            for (var file : read(packs)) {
                put(out, file.path(), file.text());
            }
            for (var file : read(years)) {
                put(out, file.path(), file.text());
            }
        }
    }

    private static void put(JarOutputStream out, String name, String text) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
    }

    @ParameterizedTest
    @MethodSource("rulePacks")
    void theSchemaForEditorsAcceptsEveryRulePack(Path file) throws IOException {
        assertThat(violations("rules", Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("years")
    void theSchemaForEditorsAcceptsEveryYear(Path file) throws IOException {
        assertThat(violations("calendar", Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unit: DAYS}|unit: WEEKS}",
                "verified: false|verified: no idea",
                "article: |artikel: ",
                "lastDayOnHoliday: STAYS|lastDayOnHoliday: PERHAPS",
                "count: 15|count: 0",
                "effectiveFrom: 2022-05-01|effectiveFrom: 2022-05-32",
                "partyMustBeTold: true|byConsentOfTheParties: true",
                "starts: [petition-opened.v1]|starts: []"
            })
    void theSchemaForEditorsMarksWhatTheReaderWouldRefuse(String change) throws IOException {
        var text = Files.readString(RESOURCES.resolve("rules/petition-regulations.yaml"));
        var parts = change.split("\\|");
        assertThat(text).contains(parts[0]);
        assertThat(violations("rules", text.replaceFirst(java.util.regex.Pattern.quote(parts[0]), parts[1])))
                .isNotEmpty();
    }

    private static Set<?> violations(String schema, String yaml) throws IOException {
        var json = new YAMLMapper();
        JsonNode rules = json.readTree(yaml);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(RESOURCES.resolve(schema + ".schema.json")))
                .validate(rules, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
    }

    @Test
    void aRuleThatNobodyCanStartIsSeen() {
        var rules = LegalFiles.official().rules();
        assertThat(rules.startedBy(
                        Set.of(
                                "fengqiao.petition.petition-opened.v1",
                                "kind-judged.v1",
                                "new-facts-noted.v1",
                                "relief-applied.v1",
                                "relief-decided.v1",
                                "relief-delivered.v1",
                                "relief-objected.v1",
                                "relief-referred.v1",
                                "reply-delivered.v1",
                                "review-decided.v1",
                                "review-requested.v1",
                                "track-ended.v1"),
                        "petition"))
                .isEmpty();
        assertThat(rules.startedBy(Set.of("petition-opened.v2"), "petition"))
                .contains(
                        "rule petition-notice version 1 waits for petition-opened.v1, which petition does not record");
        assertThat(rules.startedBy(Set.of("case-assigned.v1", "case-claimed.v1"), "routing"))
                .as("mediation's revisits start with an event of routing, which routing's own test must keep")
                .contains("rule revisit-1 version 1 waits for case-closed.v1, which routing does not record");
        assertThat(rules.startedBy(
                        Set.of(
                                "approval-requested.v1",
                                "case-assigned.v1",
                                "case-claimed.v1",
                                "case-closed.v1",
                                "consultation-convened.v1",
                                "consultation-escalated.v1",
                                "dispatch-requested.v1",
                                "duty-assigned.v1",
                                "duty-escalated.v1",
                                "duty-returned.v1",
                                "rectification-ordered.v1",
                                "rectification-refused.v1",
                                "review-concluded.v1",
                                "supervision-notice-issued.v1",
                                "notice-escalated.v1",
                                "notice-answered.v1"),
                        "routing"))
                .isEmpty();
    }

    @Test
    void whatIsNotVerifiedSaysWhatIsKnown() {
        assertThat(LegalFiles.official().rules().all()).allSatisfy(rule -> {
            assertThat(rule.verified() || rule.note() != null).as(rule.id()).isTrue();
        });
    }

    @Test
    void theRuleOfCourtAppointedMediationChangedWithTheYears2022And2025() {
        var rules = LegalFiles.official().rules();
        assertThat(rules.inForce("court-mediation-summary", LocalDate.parse("2016-06-30")))
                .isEmpty();
        assertThat(rules.inForce("court-mediation-summary", LocalDate.parse("2021-12-31")))
                .hasValueSatisfying(rule -> assertThat(rule.length().count()).isEqualTo(30));
        assertThat(rules.inForce("court-mediation-summary", LocalDate.parse("2024-12-31")))
                .hasValueSatisfying(rule -> {
                    assertThat(rule.length().count()).isEqualTo(7);
                    assertThat(rule.extension().atMost()).isNull();
                });
        assertThat(rules.inForce("court-mediation-summary", LocalDate.parse("2025-01-01")))
                .hasValueSatisfying(rule -> {
                    assertThat(rule.length().count()).isEqualTo(7);
                    assertThat(rule.extension().atMost()).isEqualTo(30);
                });
    }
}
