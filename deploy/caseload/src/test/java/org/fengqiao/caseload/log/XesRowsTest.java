package org.fengqiao.caseload.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XesRowsTest {

    @TempDir
    Path folder;

    private final List<RawRows.Raw> rows = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    @Test
    void anEventHasItsOwnAttributesAndThoseOfItsTrace() throws Exception {
        read("""
                <?xml version="1.0" encoding="UTF-8"?>
                <log xmlns="http://www.xes-standard.org/">
                  <global scope="event"><string key="concept:name" value="none"/></global>
                  <trace>
                    <string key="concept:name" value="C1"/>
                    <event>
                      <string key="concept:name" value="paid"/>
                      <date key="time:timestamp" value="2024-03-01T08:00:00+08:00"/>
                      <float key="amount" value="12.5"><string key="currency" value="CNY"/></float>
                    </event>
                  </trace>
                </log>""");

        assertThat(faults).isEmpty();
        assertThat(rows)
                .containsExactly(new RawRows.Raw(
                        6,
                        Map.of(
                                "trace:concept:name", "C1",
                                "concept:name", "paid",
                                "time:timestamp", "2024-03-01T08:00:00+08:00",
                                "amount", "12.5")));
    }

    @Test
    void whatCameBeforeABreakIsReadAndTheBreakIsToldWithItsLine() throws Exception {
        read("<log><trace><string key='concept:name' value='C1'/>\n"
                + "<event><string key='a' value='b'/></event>\n<event></trac");

        assertThat(rows).hasSize(1);
        assertThat(faults).singleElement().asString().startsWith("line 3: the rest is no XML");
    }

    @Test
    void anEventOutsideOfATraceBelongsToNoCase() throws Exception {
        read("<log>\n<event><string key='a' value='b'/></event></log>");

        assertThat(rows).isEmpty();
        assertThat(faults).containsExactly("line 2: an event outside of a trace belongs to no case");
    }

    @Test
    void nothingIsFetchedForALog() throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), "secret");
        read("<!DOCTYPE log [<!ENTITY s SYSTEM \"" + secret.toUri()
                + "\">]><log><trace><event><string key='a' value='&s;'/></event></trace></log>");

        assertThat(rows.toString()).doesNotContain("secret");
    }

    private void read(String text) throws IOException {
        var file = Files.writeString(folder.resolve("log.xes"), text);
        try (var xes = new XesRows(file)) {
            xes.forEach(rows::add, fault -> faults.add(fault.toString()));
        }
    }
}
