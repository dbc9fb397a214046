package org.fengqiao.intake.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.fengqiao.intake.model.Places.Community;
import org.fengqiao.intake.model.Places.District;
import org.fengqiao.intake.model.Places.Part;
import org.fengqiao.intake.model.Places.Street;
import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.value.Place;

/** Places of a district, and the days on which they are there. */
class PlacesTest {

    static final LocalDate TODAY = LocalDate.of(2024, 3, 1);
    static final District KUNDULUN = DataFile.read("places/kundulun.yaml", District.class);
    static final District QINGSHAN = DataFile.read("places/qingshan.yaml", District.class);
    static final Places BOTH = new Places(List.of(KUNDULUN, QINGSHAN));

    static Place place(String district, @Nullable String street, @Nullable String community, @Nullable String grid) {
        return new Place(district, street, community, grid, false);
    }

    static long grids(String district) {
        return BOTH.on(TODAY, district).stream()
                .flatMap(street -> street.communities().stream())
                .mapToLong(community -> community.grids().size())
                .sum();
    }

    @Test
    void theReferenceDistrictsHaveTheStreetsAndGridsThatTheySay() {
        assertThat(KUNDULUN.streets()).hasSize(15);
        assertThat(grids("昆都仑区")).isEqualTo(1_002);
        assertThat(QINGSHAN.streets()).hasSize(10);
        assertThat(grids("青山区")).isEqualTo(1_120);
        assertThat(BOTH.on(TODAY, null)).hasSize(25);
        assertThat(BOTH.on(TODAY, "东河区")).isEmpty();
    }

    @Test
    void communitiesAreNumberedAndGridsSpreadOverThem() {
        var street = BOTH.on(TODAY, "昆都仑区").getFirst();
        assertThat(street.communities()).hasSize(8);
        assertThat(street.communities().getFirst().community()).isEqualTo("少先路第1社区");
        assertThat(street.communities().getFirst().grids())
                .hasSize(9)
                .startsWith("01-01")
                .endsWith("01-09");
        assertThat(street.communities().getLast().grids()).hasSize(8);
    }

    @Test
    void aStreetThatIsNotThereIsUnknownAndWhatLiesBelowIsTakenAsItIsTold() {
        assertThat(BOTH.unknownPart(place("昆都仑区", "少先路街道", null, null), TODAY)).isEmpty();
        assertThat(BOTH.unknownPart(place("昆都仑区", null, null, null), TODAY)).isEmpty();
        assertThat(BOTH.unknownPart(place("昆都仑区", "少先路街道", "某社区", "某网格"), TODAY))
                .isEmpty();
        assertThat(BOTH.unknownPart(place("昆都仑区", "无名街道", null, null), TODAY)).contains(Part.STREET);
        assertThat(BOTH.unknownPart(place("昆都仑区", "富强路街道", null, null), TODAY)).contains(Part.STREET);
        assertThat(BOTH.unknownPart(place("东河区", "回民街道", null, null), TODAY)).isEmpty();
    }

    @Test
    void anOfficialListIsExactToTheGrid() {
        var named = new Places(List.of(new District(
                "昆都仑区",
                Part.GRID,
                List.of(new Street(
                        "少先路街道", null, null, null, null, List.of(new Community("青松社区", List.of("第一网格"))))))));
        assertThat(named.unknownPart(place("昆都仑区", "少先路街道", "青松社区", "第一网格"), TODAY))
                .isEmpty();
        assertThat(named.unknownPart(place("昆都仑区", "少先路街道", "青松社区", null), TODAY))
                .isEmpty();
        assertThat(named.unknownPart(place("昆都仑区", "少先路街道", "青松社区", "第二网格"), TODAY))
                .contains(Part.GRID);
        assertThat(named.unknownPart(place("昆都仑区", "少先路街道", "某社区", null), TODAY))
                .contains(Part.COMMUNITY);
    }

    @Test
    void aStreetIsThereFromItsFirstToItsLastDay() {
        var old = new Street("旧街道", null, TODAY, 1, 1, null);
        var latest = new Street("新街道", TODAY.plusDays(1), null, 1, 1, null);
        var changed = new Places(List.of(new District("昆都仑区", Part.STREET, List.of(old, latest))));
        assertThat(changed.unknownPart(place("昆都仑区", "旧街道", null, null), TODAY)).isEmpty();
        assertThat(changed.unknownPart(place("昆都仑区", "旧街道", null, null), TODAY.plusDays(1)))
                .contains(Part.STREET);
        assertThat(changed.unknownPart(place("昆都仑区", "新街道", null, null), TODAY)).contains(Part.STREET);
        assertThat(changed.on(TODAY.plusDays(1), "昆都仑区"))
                .singleElement()
                .satisfies(known -> assertThat(known.street()).isEqualTo("新街道"));
    }

    @Test
    void aFileThatContradictsItselfIsNotRead() {
        var twice = new District(
                "昆都仑区",
                Part.STREET,
                List.of(
                        new Street("甲街道", null, null, 8, 60, null),
                        new Street("甲街道", TODAY, null, 8, 60, null),
                        new Street("乙街道", TODAY, TODAY.minusDays(1), 8, 7, null)));
        assertThatThrownBy(() -> new Places(List.of(twice, twice)))
                .hasMessageContaining("甲街道: it is there twice on one day")
                .hasMessageContaining("乙街道: it ended before it began")
                .hasMessageContaining("乙街道: communities are either named or numbered")
                .hasMessageContaining("there are two files of it");
    }
}
