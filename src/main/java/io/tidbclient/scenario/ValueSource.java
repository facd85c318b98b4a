package io.tidbclient.scenario;

import java.util.List;
import java.util.random.RandomGenerator;

/** Where a named value comes from. */
public sealed interface ValueSource {
    /** The value for this time. */
    Scalar next(RandomGenerator random);

    /** Always the same. */
    record Fixed(Scalar value) implements ValueSource {
        @Override
        public Scalar next(RandomGenerator random) {
            return value;
        }
    }

    /** A whole number between two, both included. */
    record Between(long least, long most) implements ValueSource {
        @Override
        public Scalar next(RandomGenerator random) {
            return Scalar.Numeric.of(least == most ? least : random.nextLong(least, most + 1));
        }
    }

    /** One of several. */
    record OneOf(List<Scalar> values) implements ValueSource {
        public OneOf {
            values = List.copyOf(values);
        }

        @Override
        public Scalar next(RandomGenerator random) {
            return values.get(random.nextInt(values.size()));
        }
    }
}
