package org.fengqiao.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ConfigurationsTest {

    @Test
    void theConfigurationsDifferInNothingButTheirService() throws IOException {
        var json = new ObjectMapper();
        var intake = Files.readString(Path.of("intake.json"));
        for (var service : List.of("routing", "mediation", "petition")) {
            var expected = intake.replace("intake", service).replace("INTAKE", service.toUpperCase(Locale.ROOT));
            assertThat(json.readTree(Files.readString(Path.of(service + ".json"))))
                    .isEqualTo(json.readTree(expected));
        }
    }

    @Test
    void noPasswordStandsInAConfiguration() throws IOException {
        assertThat(new ObjectMapper()
                        .readTree(Files.readString(Path.of("intake.json")))
                        .path("database.password")
                        .asText())
                .isEqualTo("${env:FENGQIAO_INTAKE_REPLICATION_PASSWORD}");
    }
}
