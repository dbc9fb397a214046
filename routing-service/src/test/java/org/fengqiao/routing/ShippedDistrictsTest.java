package org.fengqiao.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.fengqiao.routing.model.Directory;
import org.fengqiao.routing.model.District;

/** A district is a file: the program itself knows none by name. */
class ShippedDistrictsTest {

    private static final Path FOLDER = Path.of("src/main/resources/districts");

    @Test
    void everyDistrictInTheFolderIsListedAndTheirUnitsFitTogether() throws IOException {
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                            .filter(name -> !name.equals("shipped")))
                    .containsExactlyInAnyOrderElementsOf(
                            ShippedDistricts.listed().files());
        }
        var all = ShippedDistricts.listed().all();
        assertThat(Directory.of(all).shippedUnits().centres())
                .containsExactlyElementsOf(all.stream().map(District::centre).toList());
    }

    @Test
    void noLineOfTheProgramNamesADistrictOrOneOfItsUnits() throws IOException {
        var names = ShippedDistricts.listed().all().stream()
                .flatMap(district -> Stream.concat(
                        district.units().stream().map(unit -> "\"" + unit.id()),
                        district.units().stream().map(unit -> "\"" + unit.district())))
                .distinct()
                .toList();
        var found = new ArrayList<String>();
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            for (var source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                var text = Files.readString(source);
                Stream.concat(names.stream(), ShippedDistricts.listed().files().stream())
                        .filter(text::contains)
                        .forEach(name -> found.add(source + ": " + name));
            }
        }
        assertThat(found).isEmpty();
    }
}
