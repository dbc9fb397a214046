package org.fengqiao.caseload.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.fengqiao.local.UserError;

class ProfilesTest {

    private static final Path SHIPPED = Path.of("profiles").toAbsolutePath();

    @TempDir
    Path folder;

    private String glance;

    @BeforeEach
    void readGlance() throws IOException {
        glance = Files.readString(SHIPPED.resolve("glance.yaml"));
    }

    @Test
    void everyShippedProfileHoldsTogether() throws IOException {
        assertThat(new Profiles(SHIPPED).all())
                .extracting(Profile::name)
                .containsExactly("glance", "kundulun-2024", "qingshan-2024", "small");
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNamesThereAre() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> new Profiles(SHIPPED).named("baotou"))
                .withMessage("There is no profile \"baotou\". There are: glance, kundulun-2024, qingshan-2024, small.");
    }

    @Test
    void aNameDoesNotLeadOutOfTheFolder() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> new Profiles(SHIPPED).named("../profiles/glance"))
                .withMessageStartingWith("There is no profile");
    }

    @Test
    void publishedFiguresThatTheCoursesDoNotAddUpToAreAContradiction() {
        var published = """
                published:
                  source: nobody
                  figures: [{ metric: closure-rate, numerator: 10, denominator: 11 }]
                assumed:""";
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> read(glance.replace("assumed:", published)))
                .withMessageContaining(
                        "closure-rate 10 of 11 are published, and the courses have 9 closed of 11 accepted.");
    }

    @Test
    void aDeclineNeedsItsGround() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> read(glance.replace("ground: OUTSIDE_JURISDICTION, ", "")))
                .withMessageContaining("a ground goes with DECLINED");
    }

    @Test
    void aMisspeltFieldIsNamedWithItsLine() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> read(glance.replace("cases: 1, channels: [ONLINE]", "cases: 1, doors: [ONLINE]")))
                .withMessageContaining("glance.yaml, line ")
                .withMessageContaining("doors");
    }

    @Test
    void aDutyThatNoRuleKnowsIsAMistakeAndSoIsMoreThanTheWhole() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> read(glance.replace("claim: 0.1", "claims: 0.1")))
                .withMessageContaining("claims")
                .withMessageContaining("revisit-made");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> read(glance.replace("claim: 0.1", "claim: 10")))
                .withMessageContaining("A share lies between 0 and 1");
    }

    private void read(String yaml) throws IOException {
        Files.writeString(folder.resolve("glance.yaml"), yaml);
        new Profiles(folder).named("glance");
    }
}
