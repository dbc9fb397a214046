package org.fengqiao.caseload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.fengqiao.caseload.profile.Category;
import org.fengqiao.local.UserError;

class TrafficFinesTest {

    private static final String HEADER = "case_id,activity,lifecycle,resource,timestamp,amount,article\n";

    @TempDir
    Path folder;

    @Test
    void everyFineThatWasCreatedBecomesAReferralAndNothingElseDoes() throws Exception {
        try (var fines = open(packed(HEADER
                + "F1,Create Fine,complete,561,2006-07-24T00:00:00Z,35.0,157.0\n"
                + "F1,Send Fine,complete,,2006-12-05T00:00:00Z,,\n"
                + "F2,Create Fine,complete,537,2007-01-02T00:00:00Z,71.5,7.0\n"))) {
            var referrals = fines.referrals().toList();

            assertThat(referrals).map(Messages.ReferralSubmitted::reference).containsExactly("F1", "F2");
            var first = referrals.getFirst();
            assertThat(first.amount()).isEqualTo(new Messages.Money("35.00", "CNY"));
            assertThat(first.occurredAt().toInstant()).isEqualTo("2006-07-24T00:00:00Z");
            assertThat(first.categoryHint()).isEqualTo(Category.TRAFFIC);
            assertThat(first.summary()).contains("第157条").contains("35.00");
        }
    }

    @Test
    void aReferralIsCompleteEnoughForTheRule() throws Exception {
        try (var fines = open(packed(HEADER + "F1,Create Fine,complete,561,2006-07-24T00:00:00Z,35.0,157.0\n"))) {
            var referral = fines.referrals().findFirst().orElseThrow();

            assertThat(referral.applicants())
                    .singleElement()
                    .satisfies(applicant -> assertThat(applicant.phone()).isNotBlank());
            assertThat(referral.respondents()).isNotEmpty();
            assertThat(referral.place().district()).isEqualTo("昆都仑区");
            assertThat(referral.place().street()).isEqualTo("少先路街道");
        }
    }

    @Test
    void aFileThatIsNotPackedIsRefused() throws Exception {
        var file = folder.resolve("fines.csv");
        Files.writeString(file, HEADER);

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> open(file))
                .withMessage(file + " is not packed with gzip.");
    }

    @Test
    void aLogWithoutTheColumnsIsRefusedAndTheyAreNamed() throws Exception {
        var file = packed("case_id,activity\nF1,Create Fine\n");

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> open(file))
                .withMessage(file + " has no column amount, article, resource, timestamp.");
    }

    @Test
    void aFineThatCannotBeReadIsNamed() throws Exception {
        try (var fines = open(packed(HEADER + "F9,Create Fine,complete,561,yesterday,35.0,157.0\n"))) {
            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> fines.referrals().toList())
                    .withMessageStartingWith("Fine F9 of the log can't be read");
        }
    }

    private TrafficFines open(Path file) throws IOException {
        return new TrafficFines(file, "昆都仑区", List.of("少先路街道"));
    }

    private Path packed(String csv) throws IOException {
        var file = folder.resolve("fines.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(csv.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
