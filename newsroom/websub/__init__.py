"""Telling the hub that feeds changed (WebSub, https://www.w3.org/TR/websub/).

A story becomes public by its time alone, and no program runs then. So a worker of its own watches the
editions: `manage.py tell_hubs` looks twice a second which have begun, and sleeps no further than to the
next one that is to begin. It only reads what is public already: without it stories come and go as ever, and
whoever asks for a feed has them; what it missed it tells when it runs again.

Why not the queue that draws photos (`run_after` of django-tasks-db)? It would hold beforehand what nobody
may know yet, and each story that is moved or cancelled would leave a task that is wrong. Its workers look
once a second and may be busy with a picture for many, and it knows no retries. What is to be told here
follows from the editions themselves, so that a worker that was killed, or two at once, change nothing.
"""
