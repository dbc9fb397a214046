package org.fengqiao.kernel.legalclock.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whoever makes a mistake in a rule pack or a calendar is told the file and the line of it, and of every other mistake.
 */
class FaultyLegalFilesTest {

    static final String RULE = """
            source: 例法
            rules:
              - id: notice
                version: 1
                kind: STATUTE
                title: {zh: 告知, en: Notice}
                article: 例法 art. 1
                service: petition
                starts: [petition-opened.v1]
                length: {count: 15, unit: DAYS}
                firstDayCounts: false
                lastDayOnHoliday: STAYS
                pauses:
                  - id: hearing
                    title: {zh: 听证, en: Hearing}
                    article: 例法 art. 2
                extension:
                  atMost: 30
                  unit: DAYS
                  times: 1
                  approver: {zh: 负责人, en: the head}
                  partyMustBeTold: true
                warnings:
                  - {count: 3, unit: DAYS}
                follows: {zh: 督办, en: Supervision}
                effectiveFrom: 2022-05-01
                effectiveTo: 2024-12-31
                verified: false
                note: {zh: 待核实, en: To be checked}
            """;

    static final String YEAR = """
            year: 2024
            notices:
              - number: 〔2023〕7号
                published: 2023-10-25
                title: 通知
            holidays:
              - name: {zh: 元旦, en: New Year}
                from: 2024-01-01
                to: 2024-01-01
              - name: {zh: 国庆节, en: National Day}
                from: 2024-10-01
                to: 2024-10-07
            worked:
              - 2024-09-29
              - 2024-10-12
            differences:
              - "none"
            """;

    static LegalFile pack(String text) {
        return new LegalFile("legal/rules/example.yaml", text);
    }

    static LegalFile year(String text) {
        return new LegalFile("legal/calendar/2024.yaml", text);
    }

    static List<String> faults(List<LegalFile> packs, List<LegalFile> years) {
        var thrown = catchThrowableOfType(FaultyLegalFiles.class, () -> LegalFiles.read(packs, years));
        assertThat(thrown).as("faults are found").isNotNull();
        assertThat(thrown).hasMessageContaining(thrown.faults().getFirst().toString());
        return thrown.faults().stream().map(Fault::toString).toList();
    }

    static String changed(String text, String from, String to) {
        assertThat(text).contains(from);
        return text.replace(from, to.replace("\\n", "\n"));
    }

    @Test
    void theExampleItselfIsWithoutFault() {
        var files = LegalFiles.read(List.of(pack(RULE)), List.of(year(YEAR)));
        assertThat(files.rules().all()).hasSize(1);
        assertThat(files.calendar().isOfficial(2024)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unit: DAYS}\\n    firstDay             | unit: WEEKS}\\n    firstDay                  | 10 | unit is WEEKS, but must be one of [HOURS, DAYS, WORKING_DAYS, MONTHS, YEARS]
            count: 15                               | count: 0                                     | 10 | count must be at least 1
            count: 15                               | count: -3                                    | 10 | count must be at least 1
            count: 15                               | count: fifteen                               | 10 | count must be a whole number
            count: 15                               | count: 15.5                                  | 10 | count must be a whole number
            {count: 15, unit: DAYS}                 | 15 days                                      | 10 | length must be a mapping
            article: 例法 art. 1                      | artikel: 例法 art. 1                           |  7 | a rule knows no artikel
            article: 例法 art. 1                      | artikel: 例法 art. 1                           |  3 | a rule has no article
            article: 例法 art. 1                      | article: ''                                  |  7 | article must be a text that is not empty
            title: {zh: 告知, en: Notice}             | title: {zh: 告知}                              |  6 | title has no en
            title: {zh: 告知, en: Notice}             | title: Notice                                |  6 | title must be a mapping
            kind: STATUTE                           | kind: HABIT                                  |  5 | kind is HABIT, but must be one of [STATUTE, STANDARD]
            service: petition                       | service: police                              |  8 | no service is called police
            id: notice                              | id: Notice                                   |  3 | id must be words in lower case with hyphens, such as petition-notice
            version: 1                              | version: 0                                   |  4 | versions count from 1
            starts: [petition-opened.v1]            | starts: []                                   |  9 | nothing starts it: name at least one event type
            starts: [petition-opened.v1]            | starts: petition-opened.v1                   |  9 | starts must be a list
            starts: [petition-opened.v1]            | starts: [PetitionOpened]                     |  9 | PetitionOpened is no event type such as petition-opened.v1, or routing.case-closed.v1 of another service
            firstDayCounts: false                   | firstDayCounts: no                           | 11 | firstDayCounts must be true or false
            lastDayOnHoliday: STAYS                 | lastDayOnHoliday: MAYBE                      | 12 | lastDayOnHoliday is MAYBE, but must be one of [MOVES, STAYS]
            count: 3                                | count: 16                                    | 24 | it would warn of 15 DAYS already 16 DAYS before
            count: 3, unit: DAYS                    | count: 361, unit: HOURS                      | 24 | it would warn of 15 DAYS already 361 HOURS before
            effectiveFrom: 2022-05-01               | effectiveFrom: 2022-02-29                    | 26 | effectiveFrom must be a day such as 2024-02-29 that the calendar has
            effectiveFrom: 2022-05-01               | effectiveFrom: 2025-01-01                    | 27 | effectiveTo 2024-12-31 is before effectiveFrom 2025-01-01
            atMost: 30                              | atMost: 0                                    | 18 | atMost must be at least 1
            unit: DAYS\\n      times                  | unit: HOURS\\n      times                      | 19 | hours are extended by hours and days by days
            approver: {zh: 负责人, en: the head}       | byConsentOfTheParties: false                 | 18 | an extension has either an approver or byConsentOfTheParties: true, and not both
            note: {zh: 待核实, en: To be checked}     | note: to be checked                          | 29 | note must be a mapping
            {count: 3, unit: DAYS}                  | {count: 3, unit: DAYS, before: due}          | 24 | a warning knows no before
            count: 15, unit: DAYS                   | count: 15, unit: DAYS, least: 20, most: 30   | 10 | count 15 does not lie between least and most
            count: 15, unit: DAYS                   | count: 15, unit: WORKING_DAYS                | 12 | only the last of calendar days can fall on a day off; leave it out
            verified: false                         | verified: true                               | 28 | what is verified quotes the sentences that it was compared with
            verified: false                         | quotes: [{article: 例法 art. 1, text: 自收到}]\\n    verified: false | 28 | text must be a sentence of the law in Chinese, from its first character to its full stop
            verified: false                         | quotes: [{text: 自收到之日起办结。}]\\n    verified: false | 28 | a quote has no article
            firstDayCounts: false                   | firstDayCounts: false\\n    lastDayEndsAt: 17:30    | 12 | lastDayEndsAt must be a text that is not empty
            firstDayCounts: false                   | firstDayCounts: false\\n    lastDayEndsAt: '25:30'  | 12 | lastDayEndsAt must be a time of day in quotes, such as '17:30'
            firstDayCounts: false                   | firstDayCounts: true\\n    lastDayEndsAt: '17:30'   | 11 | months and years, and days that end early, run from the day after the start
            count: 3, unit: DAYS                    | count: 1, unit: MONTHS                       | 24 | it would warn of 15 DAYS already 1 MONTHS before
            """)
    void aMistakeInARuleIsNamedWithFileAndLine(String from, String to, int line, String what) {
        var text = changed(RULE, from.replace("\\n", "\n"), to);
        assertThat(faults(List.of(pack(text)), List.of(year(YEAR))))
                .contains("legal/rules/example.yaml:" + line + ": " + what);
    }

    @Test
    void whatIsMissingIsNamedAtTheRuleThatMissesIt() {
        assertThat(faults(List.of(pack(changed(RULE, "    starts: [petition-opened.v1]\n", ""))), List.of(year(YEAR))))
                .containsExactly("legal/rules/example.yaml:3: a rule has no starts");
        assertThat(faults(List.of(pack(changed(RULE, "    title: {zh: 告知, en: Notice}\n", ""))), List.of(year(YEAR))))
                .containsExactly("legal/rules/example.yaml:3: a rule has no title");
        assertThat(faults(
                        List.of(pack(changed(RULE, "    note: {zh: 待核实, en: To be checked}\n", ""))),
                        List.of(year(YEAR))))
                .containsExactly(
                        "legal/rules/example.yaml:28: what is not verified needs a note that says what is known");
    }

    @Test
    void twoVersionsOfARuleAreNotInForceOnTheSameDay() {
        var second = changed(
                changed(
                        changed(RULE, "version: 1", "version: 2"),
                        "effectiveFrom: 2022-05-01",
                        "effectiveFrom: 2024-12-31"),
                "    effectiveTo: 2024-12-31\n",
                "");
        var overlapping = new LegalFile("legal/rules/later.yaml", second);
        assertThat(faults(List.of(pack(RULE), overlapping), List.of(year(YEAR))))
                .containsExactly(
                        "legal/rules/later.yaml:3: version 2 of notice is in force on the same days as version 1 at"
                                + " legal/rules/example.yaml:3");
        var aGapBetween = new LegalFile(
                "legal/rules/later.yaml", changed(second, "effectiveFrom: 2024-12-31", "effectiveFrom: 2025-02-01"));
        assertThat(LegalFiles.read(List.of(pack(RULE), aGapBetween), List.of(year(YEAR)))
                        .rules()
                        .all())
                .as("a time without a rule is allowed")
                .hasSize(2);
    }

    @Test
    void aVersionIsThereOnce() {
        var again = changed(
                changed(RULE, "effectiveFrom: 2022-05-01", "effectiveFrom: 2025-01-01"),
                "effectiveTo: 2024-12-31",
                "effectiveTo: 2025-12-31");
        assertThat(faults(List.of(pack(RULE), new LegalFile("legal/rules/later.yaml", again)), List.of(year(YEAR))))
                .containsExactly(
                        "legal/rules/later.yaml:3: version 1 of notice is already at legal/rules/example.yaml:3");
    }

    @Test
    void allMistakesAreNamedAtOnce() {
        var text = changed(
                changed(changed(RULE, "count: 15", "count: 0"), "kind: STATUTE", "kind: HABIT"),
                "effectiveFrom: 2022-05-01",
                "effectiveFrom: tomorrow");
        var days = changed(YEAR, "2024-09-29", "2024-09-30");
        assertThat(faults(List.of(pack(text)), List.of(year(days))))
                .containsExactly(
                        "legal/calendar/2024.yaml:14: 2024-09-30 is a weekday, which is worked anyway:"
                                + " only weekends are listed",
                        "legal/rules/example.yaml:5: kind is HABIT, but must be one of [STATUTE, STANDARD]",
                        "legal/rules/example.yaml:10: count must be at least 1",
                        "legal/rules/example.yaml:26: effectiveFrom must be a day such as 2024-02-29 that the calendar"
                                + " has");
    }

    @Test
    void whatIsNoYamlOrIsEmptyOrIsThereTwiceIsNamedToo() {
        assertThat(faults(List.of(pack("rules: [")), List.of(year(YEAR))))
                .singleElement()
                .asString()
                .startsWith("legal/rules/example.yaml:1: not readable as YAML: ");
        assertThat(faults(List.of(pack("# nothing\n")), List.of(year(YEAR))))
                .containsExactly("legal/rules/example.yaml:1: the file is empty");
        assertThat(faults(
                        List.of(pack(changed(RULE, "version: 1", "version: 1\\n    version: 1"))), List.of(year(YEAR))))
                .containsExactly("legal/rules/example.yaml:5: version is there twice");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            - 2024-09-29         | - 2024-09-30           | 14 | 2024-09-30 is a weekday, which is worked anyway: only weekends are listed
            - 2024-09-29         | - 2023-09-30           | 14 | 2023-09-30 belongs in the file of its own year, not of 2024
            - 2024-09-29         | - 2024-10-05           | 14 | 2024-10-05 is worked, and off by the holiday in line 10
            - 2024-09-29         | - 2024-10-12           | 15 | 2024-10-12 is there twice
            - 2024-09-29         | - 2024-09-31           | 14 | worked must be a day such as 2024-02-29 that the calendar has
            to: 2024-10-07       | to: 2025-01-01         | 12 | 2025-01-01 belongs in the file of its own year, not of 2024
            from: 2024-01-01     | from: 2023-12-30       |  8 | 2023-12-30 belongs in the file of its own year, not of 2024
            to: 2024-10-07       | to: 2024-09-30         | 12 | to 2024-09-30 is before from 2024-10-01
            to: 2024-01-01       | to: 2024-10-01         | 11 | 2024-10-01 is already off by the holiday in line 7
            year: 2024           | year: 2025             |  1 | the year is 2025, so the file must be called 2025.yaml
            differences:         | notes:                 | 17 | a year of the calendar knows no notes
            published: 2023-10-25| published: last autumn |  4 | published must be a day such as 2024-02-29 that the calendar has
            """)
    void aMistakeInAYearIsNamedWithFileAndLine(String from, String to, int line, String what) {
        assertThat(faults(List.of(pack(RULE)), List.of(year(changed(YEAR, from, to)))))
                .contains("legal/calendar/2024.yaml:" + line + ": " + what);
    }

    @Test
    void aYearIsThereOnce() {
        assertThat(faults(
                        List.of(pack(RULE)), List.of(year(YEAR), new LegalFile("legal/calendar/more/2024.yaml", YEAR))))
                .containsExactly("legal/calendar/more/2024.yaml:1: 2024 is already in legal/calendar/2024.yaml");
    }
}
