package io.tidbclient.engine;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.tidbclient.engine.MessageBus.Message;
import org.junit.jupiter.api.Test;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class MailboxesTest {
    private final Mailboxes mailboxes = new Mailboxes();

    @Test
    void messages_wait_in_the_order_of_sending() {
        mailboxes.deliver("c1", message("first"));
        mailboxes.deliver("c1", message("second"));

        receive("c1").assertItem(message("first"));
        receive("c1").assertItem(message("second"));
        receive("c1").assertNotTerminated();
    }

    @Test
    void a_message_reaches_the_receiver_that_waits() {
        UniAssertSubscriber<Message> receiver = receive("c1");

        mailboxes.deliver("c1", message("hello"));

        receiver.assertItem(message("hello"));
    }

    @Test
    void a_message_that_comes_after_its_receiver_gave_up_is_kept_for_the_next() {
        receive("c1").cancel();

        mailboxes.deliver("c1", message("hello"));

        receive("c1").assertItem(message("hello"));
    }

    @Test
    void a_receiver_that_gave_up_before_its_turn_takes_nothing() {
        mailboxes.deliver("c1", message("hello"));
        UniAssertSubscriber<Message> gone = UniAssertSubscriber.create();
        Uni.createFrom()
                .<Message>emitter(emitter -> {
                    Receiver receiver = new Receiver(emitter);
                    gone.cancel();
                    mailboxes.await("c1", receiver);
                })
                .subscribe()
                .withSubscriber(gone);

        receive("c1").assertItem(message("hello"));
    }

    private UniAssertSubscriber<Message> receive(String name) {
        return Uni.createFrom()
                .<Message>emitter(emitter -> mailboxes.await(name, new Receiver(emitter)))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    private static Message message(String text) {
        return new Message("c2", text, Optional.empty());
    }

    @Test
    void a_closed_box_keeps_nothing() {
        mailboxes.deliver("c1", message("hello"));

        mailboxes.close("c1");

        assertThat(receive("c1").getItem()).isNull();
    }
}
