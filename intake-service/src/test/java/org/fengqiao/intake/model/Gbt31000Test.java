package org.fengqiao.intake.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.Gbt31000.Basis;
import org.fengqiao.intake.model.Gbt31000.Code;
import org.fengqiao.intake.model.Gbt31000.Dispute;
import org.fengqiao.intake.model.Gbt31000.MainParty;
import org.fengqiao.intake.model.Gbt31000.Origin;
import org.fengqiao.intake.model.Gbt31000.Resolution;
import org.fengqiao.intake.model.Gbt31000.Scale;
import org.fengqiao.intake.model.Gbt31000.Table;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.legalclock.Rule;
import org.fengqiao.kernel.legalclock.files.LegalFiles;

/** The form of GB/T 31000, and what is wrong with a record that is not in it. */
class Gbt31000Test {

    static final Gbt31000 FORM = DataFile.read("gbt31000.yaml", Gbt31000.class);
    static final Resolution OPEN = new Resolution(null, null, null, null, null, null, null, null);
    static final MainParty LI = new MainParty("李某", "111", "150203199001010010", "1", "02", "20", "01", "钢铁大街8号");
    static final MainParty HIDDEN = new MainParty(null, null, null, null, null, null, null, null);

    static Dispute dispute(
            int people, String scale, @Nullable String type, String summary, @Nullable String east, MainParty party) {
        return new Dispute(
                "少先路街道2024-03-01纠纷",
                LocalDate.of(2024, 3, 1),
                "昆都仑区",
                "少先路街道",
                null,
                null,
                null,
                east == null ? null : new BigDecimal(east),
                east == null ? null : new BigDecimal("40.658"),
                scale,
                type,
                people,
                summary,
                party,
                null,
                List.of(),
                OPEN);
    }

    private static Dispute resolved(Dispute dispute, @Nullable LocalDate closedOn, Resolution resolution) {
        return new Dispute(
                dispute.name(),
                dispute.date(),
                dispute.district(),
                dispute.street(),
                null,
                null,
                null,
                null,
                null,
                dispute.scale(),
                dispute.type(),
                dispute.people(),
                dispute.summary(),
                dispute.mainParty(),
                closedOn,
                List.of("少先路街道综治中心"),
                resolution);
    }

    @Test
    void whatIsResolvedSaysHowAndByWhom() {
        var dispute = dispute(2, "01", "NEIGHBOUR", "楼上漏水", null, LI);
        var day = LocalDate.of(2024, 3, 20);
        var whole = new Resolution(day, "01", "少先路街道综治中心", "zhang", true, "已办结：达成调解协议", day, "优秀");
        assertThat(FORM.faults(resolved(dispute, day, whole))).isEmpty();
        var hollow = new Resolution(day, null, null, null, true, null, day, null);
        assertThat(FORM.faults(resolved(dispute, null, hollow)))
                .containsExactly("resolution.method", "resolution.organisation", "closedOn", "resolution.evaluation");
    }

    @Test
    void theMeansFollowsFromTheOutcome() {
        assertThat(FORM.methodOf("CONFIRMED").map(Gbt31000.Method::code)).contains("01");
        assertThat(FORM.methodOf("WITHDRAWN")).isEmpty();
        assertThat(FORM.methodOf("MERGED")).isEmpty();
        assertThat(FORM.opinionOf("FLAWED")).isEqualTo("瑕疵");
        assertThat(LegalFiles.official().rules().all()).extracting(Rule::id).containsAll(FORM.deadlines());
    }

    @Test
    void aRecordInTheFormHasNoFaults() {
        assertThat(FORM.faults(dispute(2, "01", "NEIGHBOUR", "楼上漏水", "109.831", LI)))
                .isEmpty();
    }

    @Test
    void whatTheReaderMayNotSeeIsNoFault() {
        assertThat(FORM.faults(dispute(2, "01", "NEIGHBOUR", "楼上漏水", null, HIDDEN)))
                .isEmpty();
        var erased = new MainParty("[erased]", "[erased]", "[erased]", "[erased]", null, null, null, null);
        assertThat(FORM.faults(dispute(2, "01", "NEIGHBOUR", "[erased]", null, erased)))
                .isEmpty();
    }

    @Test
    void everyFieldThatIsNotInTheFormIsNamed() {
        var wrong = new MainParty("李某", "x", null, "3", "57", "1", "7", null);
        assertThat(FORM.faults(dispute(40, "01", null, "长".repeat(2_001), "10.5", wrong)))
                .containsExactly(
                        "scale",
                        "type",
                        "summary",
                        "longitude",
                        "mainParty.sex",
                        "mainParty.ethnicity",
                        "mainParty.education",
                        "mainParty.personKind",
                        "mainParty.documentType");
        assertThat(FORM.faults(dispute(0, "04", "NEIGHBOUR", "", null, HIDDEN))).containsExactly("people", "scale");
    }

    @Test
    void theScaleFollowsFromHowManyPeopleAreInDispute() {
        assertThat(List.of(FORM.scaleOf(1), FORM.scaleOf(4), FORM.scaleOf(5), FORM.scaleOf(29), FORM.scaleOf(30)))
                .containsExactly("01", "01", "02", "02", "03");
    }

    @Test
    void theTablesKnowTheirCodes() {
        assertThat(FORM.ethnicities()).hasSize(56);
        assertThat(FORM.knows(Table.ETHNICITY, "02")).isTrue();
        assertThat(FORM.knows(Table.SEX, "02")).isFalse();
        assertThat(FORM.knows(Table.DOCUMENT_TYPE, Gbt31000.IDENTITY_CARD)).isTrue();
    }

    /** An export says whose codes it has: a reading must not pass for the standard. */
    @Test
    void eachTableSaysWhereItIsFromAndWhichAreReadings() {
        assertThat(FORM.readings()).containsExactly("deadlines", "grades", "methods", "personKinds");
        assertThat(FORM.bases().values()).noneMatch(Basis::verified);
        assertThat(FORM.bases().get("ethnicities")).isEqualTo(new Basis(Origin.STANDARD, "GB/T 3304", false, null));
    }

    @Test
    void tablesThatContradictThemselvesAreNotRead() {
        var twice = List.of(new Code("1", "男性"), new Code("1", "女性"));
        var none = List.<Code>of();
        assertThatThrownBy(() -> new Gbt31000(
                        "?",
                        Map.of(
                                "methods", new Basis(Origin.READING, "us", true, null),
                                "colours", new Basis(Origin.STANDARD, "?", false, null)),
                        2_000,
                        List.of(new Scale("01", "个体性", 4), new Scale("02", "群体性", 3)),
                        twice,
                        none,
                        none,
                        none,
                        none,
                        List.of(
                                new Gbt31000.Method("01", "调解", List.of("AGREED")),
                                new Gbt31000.Method("02", "诉讼", List.of("AGREED"))),
                        List.of(),
                        none))
                .hasMessageContaining("nothing says where sexes are from")
                .hasMessageContaining("there is no table colours")
                .hasMessageContaining("methods are a reading, which nothing verifies")
                .hasMessageContaining("is there twice")
                .hasMessageContaining("AGREED is resolved in two ways")
                .hasMessageContaining("scale 02 is empty")
                .hasMessageContaining("the largest scale has an end");
    }
}
