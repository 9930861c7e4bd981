//! A second worker that takes Kinesis records apart while the first one reads on, and the messages between the two.
//!
//! The first worker sends a buffer with the data of a group, the group's number, and the place of each record. The
//! helper sends the buffer back with the number and what it found; if that does not fit, it sends a larger one.
//! Buffers are handed over, not copied, and used again, because new memory takes as much time as the work on it. They
//! are not shared, because hosts of static pages do not allow that.

use js_sys::{Array, ArrayBuffer, Uint8Array, Uint32Array};
use kpl_engine::session::WarmUp;
use kpl_index::{Helper, skim_group};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker, WorkerOptions, WorkerType};

/// The name of a worker that is a helper.
pub const NAME: &str = "helper";

/// Whether there is a processor for the helper: one is the page's, one the first worker's. With two processors,
/// opening a gibibyte took a sixth less time, but now and then the page hung for a tenth of a second (Chromium 156).
#[must_use]
pub fn has_room(scope: &DedicatedWorkerGlobalScope) -> bool {
    scope.navigator().hardware_concurrency() >= 3.0
}

/// What comes from the helper.
pub enum Heard {
    Ready,
    /// The answer about the group with this number.
    Answer(u32, Vec<u32>),
    Lost,
}

/// The first worker's end of the connection.
#[derive(Debug)]
pub struct Beside {
    worker: Worker,
    last: Cell<u32>,
    /// Buffers that came back and can be used again.
    free: RefCell<Vec<ArrayBuffer>>,
}

/// Buffers are made larger in steps of so many bytes.
const STEP: usize = 1 << 20;

/// How many buffers the helper sends when it is ready. A browser hands out memory when it is first written to; so
/// nobody has to wait for that.
const BROUGHT: usize = 5;

/// How many buffers are kept at most.
const KEPT: usize = 8;

impl Beside {
    /// Starts the helper from the script of the worker that calls this. It may be asked nothing before
    /// [`Heard::Ready`]. `None` where it cannot be started.
    pub fn start(scope: &DedicatedWorkerGlobalScope, heard: impl Fn(Heard) + 'static) -> Option<Rc<Self>> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name(NAME);
        let worker = Worker::new_with_options(&scope.location().href(), &options).ok()?;
        let beside = Rc::new(Self { worker, last: Cell::new(0), free: RefCell::default() });
        let heard = Rc::new(heard);
        let on_message = {
            let (beside, heard) = (Rc::downgrade(&beside), heard.clone());
            Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                let (numbers, Some(beside)) = (event.data().dyn_into::<Uint32Array>(), beside.upgrade())
                else {
                    return;
                };
                let Ok(numbers) = numbers else {
                    Array::from(&event.data()).iter().for_each(|buffer| beside.keep(buffer.unchecked_into()));
                    return heard(Heard::Ready);
                };
                let (number, found) = (numbers.get_index(0), numbers.subarray(1, numbers.length()).to_vec());
                beside.keep(numbers.buffer());
                heard(Heard::Answer(number, found));
            })
        };
        let on_error = Closure::<dyn Fn()>::new(move || heard(Heard::Lost));
        beside.worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        beside.worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        // The worker needs this listener as long as the page lives.
        on_message.forget();
        on_error.forget();
        Some(beside)
    }
}

impl Beside {
    fn keep(&self, buffer: ArrayBuffer) {
        let mut free = self.free.borrow_mut();
        if free.len() < KEPT {
            free.push(buffer);
        }
    }

    /// A buffer for so many bytes.
    fn buffer(&self, len: usize) -> ArrayBuffer {
        let size = u32::try_from(len.next_multiple_of(STEP)).unwrap_or(u32::MAX);
        let mut free = self.free.borrow_mut();
        match free.iter().position(|buffer| buffer.byte_length() >= size) {
            Some(at) => free.swap_remove(at),
            None => {
                // If a buffer is too small for this group, it is so for most that follow.
                free.pop();
                ArrayBuffer::new(size)
            }
        }
    }
}

impl Helper for Beside {
    fn take(&self, data: &[u8], records: &[[u32; 2]]) -> Option<u32> {
        let number = self.last.get().wrapping_add(1);
        self.last.set(number);
        let numbers: Vec<u32> =
            std::iter::once(number).chain(records.as_flattened().iter().copied()).collect();
        let (buffer, numbers) = (self.buffer(data.len()), Uint32Array::from(numbers.as_slice()));
        let len = u32::try_from(data.len()).ok()?;
        let bytes = Uint8Array::new_with_byte_offset_and_length(&buffer, 0, len);
        bytes.copy_from(data);
        let buffers = Array::of2(&buffer, &numbers.buffer());
        self.worker.post_message_with_transfer(&Array::of2(&bytes, &numbers), &buffers).ok()?;
        Some(number)
    }
}

/// The helper's end of the connection. It listens for as long as the page lives.
pub fn serve(scope: &DedicatedWorkerGlobalScope) {
    // There is nothing else to do yet, and nobody waits for a helper that is not ready.
    let mut warm_up = WarmUp::default();
    while warm_up.goes_on() {
        warm_up.step();
    }
    let (answering, room) = (scope.clone(), RefCell::new(Vec::new()));
    let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let message: Array = event.data().unchecked_into();
        let (data, numbers) = (message.get(0), message.get(1));
        let numbers = numbers.unchecked_into::<Uint32Array>().to_vec();
        let (Some((&number, records)), mut room) = (numbers.split_first(), room.borrow_mut()) else { return };
        let data: Uint8Array = data.unchecked_into();
        room.resize(usize::try_from(data.length()).unwrap_or_default(), 0);
        data.copy_to(&mut room);
        let answer = answer(number, &skim_group(&room, records.as_chunks().0), data.buffer());
        // The worker that started this one is there to listen.
        let _ = answering.post_message_with_transfer(&answer, &Array::of1(&answer.buffer()));
    });
    scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    hear.forget();
    let buffers: Array = (0..BROUGHT).map(|_| brought()).collect();
    let _ = scope.post_message_with_transfer(&buffers, &buffers);
}

/// A buffer that was written to.
fn brought() -> ArrayBuffer {
    let bytes = Uint8Array::new_with_length(u32::try_from(2 * STEP).unwrap_or_default());
    bytes.fill(1, 0, bytes.length()).buffer()
}

/// Writes the number of the group and the numbers that were found, into this buffer if they fit.
fn answer(number: u32, found: &[u32], buffer: ArrayBuffer) -> Uint32Array {
    let len = u32::try_from(found.len() + 1).unwrap_or_default();
    let fits = buffer.byte_length() / 4 >= len;
    let answer = match fits {
        true => Uint32Array::new_with_byte_offset_and_length(&buffer, 0, len),
        false => Uint32Array::new_with_length(len),
    };
    answer.set_index(0, number);
    answer.subarray(1, len).copy_from(found);
    answer
}
