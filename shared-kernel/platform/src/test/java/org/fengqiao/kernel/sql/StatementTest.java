package org.fengqiao.kernel.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fengqiao.kernel.sql.Column.bigint;
import static org.fengqiao.kernel.sql.Column.text;
import static org.fengqiao.kernel.sql.Column.texts;

import java.util.List;

import org.junit.jupiter.api.Test;

class StatementTest {

    private record Unit(String name, long version, List<String> members) {}

    @Test
    void eachParameterHasOneNumberHoweverOftenItIsNamed() {
        assertThat(Statement.of("select :b, :a where :b is null").text()).isEqualTo("select $1, $2 where $1 is null");
    }

    @Test
    void quotedColonsAndCastsAreNoParameters() {
        assertThat(Statement.of("select to_char(at, 'HH24:MI') || :x::text, '{}'")
                        .text())
                .isEqualTo("select to_char(at, 'HH24:MI') || $1::text, '{}'");
    }

    @Test
    void aParameterNobodyKnowsIsABug() {
        assertThatThrownBy(() -> Statement.of("select :a").bind("b", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("b");
    }

    @Test
    void anUpsertChangesWhatIsNoKeyAndNotFixed() {
        var units = Upsert.<Unit>into("unit")
                .key(text("name", Unit::name))
                .fixed(texts("members", Unit::members))
                .set(bigint("version", Unit::version))
                .build();

        assertThat(units.text())
                .isEqualTo("insert into unit as t (name, members, version)"
                        + " select u.name, string_to_array(u.members, ','), u.version"
                        + " from unnest(cast($1 as text[]), cast($2 as text[]), cast($3 as bigint[]))"
                        + " as u (name, members, version)"
                        + " on conflict (name) do update set version = excluded.version");
    }

    @Test
    void withoutAKeyItOnlyInserts() {
        var units = Upsert.<Unit>into("unit").fixed(text("name", Unit::name)).build();

        assertThat(units.text())
                .isEqualTo("insert into unit as t (name) select u.name from unnest(cast($1 as text[])) as u (name)");
    }
}
