package org.fengqiao.intake.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Coordinates of a place, to three decimals of a degree: about a hundred metres, so that they name a block and no home.
 * At that precision WGS-84 and CGCS2000 are the same. What was told more exactly is not kept.
 *
 * @param longitude degrees east
 * @param latitude degrees north
 * @param system by which they were told
 */
public record Coordinates(BigDecimal longitude, BigDecimal latitude, System system) {

    private static final int DECIMALS = 3;

    public Coordinates {
        longitude = longitude.setScale(DECIMALS, RoundingMode.HALF_UP);
        latitude = latitude.setScale(DECIMALS, RoundingMode.HALF_UP);
    }

    /** Geodetic systems. Those of maps for consumers are shifted on purpose and are none of these. */
    public enum System {
        WGS84,
        CGCS2000
    }
}
