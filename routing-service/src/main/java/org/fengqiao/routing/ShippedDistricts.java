package org.fengqiao.routing;

import java.util.List;

import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.routing.model.District;

/**
 * Districts that come with the program, as {@code districts/shipped.yaml} lists them.
 *
 * @param files the names of their files; the centre of the first one takes what lies in none of them
 */
record ShippedDistricts(List<String> files) {

    ShippedDistricts {
        files = List.copyOf(files);
    }

    /** Returns the list as it comes with the program. */
    static ShippedDistricts listed() {
        return DataFile.read("districts/shipped.yaml", ShippedDistricts.class);
    }

    /** Returns them with their units and staff. */
    List<District> all() {
        return files.stream().map(ShippedDistricts::named).toList();
    }

    /** Returns one that comes with the program, by the name of its file. */
    static District named(String file) {
        return DataFile.read("districts/" + file + ".yaml", District.class);
    }
}
