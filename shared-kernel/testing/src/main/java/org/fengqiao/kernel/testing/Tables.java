package org.fengqiao.kernel.testing;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;

/** Content of a service's database, read as only its superuser can. */
public final class Tables {

    private Tables() {}

    /** Every row of every table of the service, as text. */
    public static String everyRowOf(String service) throws SQLException {
        var rows = new StringBuilder();
        try (var connection = DriverManager.getConnection(Infrastructure.superuserJdbcUrl(service));
                var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var listed = statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
                while (listed.next()) {
                    tables.add(listed.getString(1));
                }
            }
            for (var table : tables) {
                try (var read = statement.executeQuery("select t::text from \"" + table + "\" t")) {
                    while (read.next()) {
                        rows.append(read.getString(1)).append('\n');
                    }
                }
            }
        }
        return rows.toString();
    }
}
